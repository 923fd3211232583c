"""DNS over UDP, TCP, TLS and HTTPS beside dnsdist: streams.py FOLDER TURNS NODE...

dnsperf asks over UDP, TCP and TLS. Its own DoH writes a request in two pieces and waits for an acknowledgement between them, with every server
alike, so over HTTPS h2load asks (POST, 8 connections with 50 streams, one listed and one cached name).
"""
import os
import re
import statistics
import struct
import subprocess
import sys
import time

folder, turns, nodes = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
UPSTREAM, SECONDS = 5399, 3


def pinned(core, command, **more):
    return subprocess.Popen(["taskset", "-c", str(core)] + command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def cpu(process):
    fields = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def dnsdist(port):
    cdb = folder + "/cdb"
    if not os.path.exists(cdb):
        maker = subprocess.Popen(["cdb", "-c", "-t", cdb + ".new", cdb], stdin=subprocess.PIPE)
        for name in open(folder + "/listed", "rb"):
            key = b"".join(bytes([len(part)]) + part for part in name.strip().split(b".")) + b"\0"
            maker.stdin.write(b"+%d,1:%s->1\n" % (len(key), key))
        maker.stdin.write(b"\n")
        maker.stdin.close()
        maker.wait()
    with open(folder + "/dnsdist.conf", "w") as conf:
        conf.write(f"""setLocal("127.0.0.1:{port}")
addTLSLocal("127.0.0.1:{port + 1}", "{folder}/cert", "{folder}/key", {{provider="openssl"}})
addDOHLocal("127.0.0.1:{port + 2}", "{folder}/cert", "{folder}/key", "/dns-query")
setMaxTCPClientThreads(1)
setMaxTCPQueriesPerConnection(0)
setMaxTCPConnectionDuration(0)
setACL({{"127.0.0.0/8"}})
setSecurityPollSuffix("")
newServer({{address="127.0.0.1:{UPSTREAM}", healthCheckMode="up"}})
getServer(0):setUp()
getPool(""):setCache(newPacketCache(100000, {{maxTTL=86400}}))
setMaxUDPOutstanding(65535)
addAction(KeyValueStoreLookupRule(newCDBKVStore("{cdb}", 3600), KeyValueLookupKeySuffix(1, true)), RCodeAction(DNSRCode.NXDOMAIN))
""")
    return ["dnsdist", "--supervised", "-C", folder + "/dnsdist.conf", "--disable-syslog"]


def node(command, port):
    return command.split() + ["node", "--index", folder + "/index", "--rules", folder + "/rules", "--listen", f"127.0.0.1:{port}", "--listen-tls", f"127.0.0.1:{port + 1}",
                              "--listen-https", f"127.0.0.1:{port + 2}", "--cert", folder + "/cert", "--key", folder + "/key", "--upstream", f"127.0.0.1:{UPSTREAM}", "--cpu", "0"]


def figure(pattern, text):
    found = re.search(pattern, text)
    return float(found[1]) if found else 0.0


def dnsperf(way, port, asked, seconds=SECONDS):
    out = subprocess.run(["taskset", "-c", "1", "dnsperf", "-s", "127.0.0.1", "-p", str(port), "-d", folder + "/" + asked, "-l", str(seconds), "-c", "8", "-T", "1", "-q", "200", "-t", "2", "-m", way],
                         capture_output=True, text=True).stdout
    return figure(r"Queries completed:\s+(\d+)", out), figure(r"Queries per second:\s+([\d.]+)", out)


def h2load(port, asked):
    name = open(folder + "/" + asked).readline().split()[0]
    with open(folder + "/question", "wb") as out:
        out.write(struct.pack(">HHHHHH", 0, 0x100, 1, 0, 0, 0) + b"".join(bytes([len(part)]) + part.encode() for part in name.split(".")) + b"\0\0\1\0\1")
    out = subprocess.run(["taskset", "-c", "1", "h2load", "--duration", str(SECONDS), "-c", "8", "-m", "50", "-d", folder + "/question", "-H", "content-type: application/dns-message",
                          f"https://127.0.0.1:{port}/dns-query"], capture_output=True, text=True).stdout
    return figure(r"status codes: (\d+) 2xx", out), figure(r"([\d.]+) req/s", out)


upstream = pinned(1, ["dnsmasq", "-k", "-p", str(UPSTREAM), "--listen-address=127.0.0.1", "--bind-interfaces", "--no-resolv", "--no-hosts", "--user=root", "--conf-file=/dev/null",
                      f"--pid-file={folder}/pid", "--address=/#/192.0.2.1", "--local-ttl=86400", "--cache-size=0"])
servers = {"dnsdist": (5600, pinned(0, dnsdist(5600)))}
for i, command in enumerate(nodes):
    servers["ours" if len(nodes) == 1 else command] = (5610 + 10 * i, pinned(0, node(command, 5610 + 10 * i)))
time.sleep(4)
try:
    for port, _ in servers.values():
        dnsperf("udp", port, "ask-others")
    for way in ("udp", "tcp", "dot", "doh"):
        for asked in ("ask-listed", "ask-others"):
            seen = {name: [] for name in servers}
            for turn in range(turns + 1):
                for name, (port, server) in servers.items():
                    before = cpu(server)
                    answers, rate = h2load(port + 2, asked) if way == "doh" else dnsperf(way, port + (1 if way == "dot" else 0), asked)
                    if turn > 0:
                        seen[name].append((rate, answers / max(cpu(server) - before, 0.01)))
            middle = {name: [statistics.median(column) for column in zip(*values)] for name, values in seen.items()}
            for name, (rate, of_cpu) in middle.items():
                print(f"{way} {asked} {name}: {rate:.0f} a second ({rate / middle['dnsdist'][0]:.2f} x dnsdist), {of_cpu:.0f} a second of processor time ({of_cpu / middle['dnsdist'][1]:.2f} x)", flush=True)
finally:
    for _, server in servers.values():
        server.terminate()
    upstream.terminate()
