"""The Squid helper beside squidGuard: helper.py FOLDER TURNS NODE..."""
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time

folder, turns, nodes = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
os.sched_setaffinity(0, {1})


class Decider:
    """A process that takes a line and gives one back."""

    def __init__(self, command, line, refuses):
        self.line, self.refuses = line, refuses
        self.process = subprocess.Popen(["taskset", "-c", "0"] + command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def cpu(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def ask(self, names):
        """Seconds, seconds of the process's processor time, and how many were refused."""
        lines = b"".join(self.line % name for name in names)
        before, began = self.cpu(), time.perf_counter()
        writer = threading.Thread(target=lambda: (self.process.stdin.write(lines), self.process.stdin.flush()))
        writer.start()
        answered, left = [], len(names)
        while left > 0:
            piece = os.read(self.process.stdout.fileno(), 1 << 16)
            answered.append(piece)
            left -= piece.count(b"\n")
        took = time.perf_counter() - began
        writer.join()
        return took, self.cpu() - before, sum(1 for line in b"".join(answered).split(b"\n") if self.refuses in line)


guard = folder + "/guard"
os.makedirs(guard + "/b")
shutil.copy(folder + "/listed", guard + "/b/domains")
with open(guard + "/conf", "w") as conf:
    conf.write(f"dbhome {guard}\nlogdir {guard}\ndest b {{ domainlist b/domains }}\nacl {{ default {{ pass !b all\n redirect http://127.0.0.1/blocked }} }}\n")
subprocess.run(["squidGuard", "-c", guard + "/conf", "-C", "all"], capture_output=True)
deciders = {"squidGuard": Decider(["squidGuard", "-c", guard + "/conf"], b"http://%s/ 127.0.0.1/- - GET\n", b"blocked")}
for command in nodes:
    deciders["ours" if len(nodes) == 1 else command] = Decider(command.split() + ["squid-helper", "--index", folder + "/index", "--rules", folder + "/rules"], b"http://%s/ 127.0.0.1 - GET\n", b"ERR ")
for asked in ("ask-listed", "ask-others"):
    names = [line.split()[0] for line in open(folder + "/" + asked, "rb")]
    seen = {name: [] for name in deciders}
    for turn in range(turns + 1):
        for name, decider in deciders.items():
            took, used, refused = decider.ask(names)
            if turn > 0:
                seen[name].append((len(names) / took, len(names) / max(used, 0.01), refused))
    middle = {name: [statistics.median(column) for column in zip(*values)] for name, values in seen.items()}
    for name, (rate, of_cpu, refused) in middle.items():
        print(f"{asked} {name}: {rate:.0f} lines a second ({rate / middle['squidGuard'][0]:.2f} x squidGuard), {of_cpu:.0f} a second of processor time ({of_cpu / middle['squidGuard'][1]:.2f} x), refused {refused:.0f} of {len(names)}", flush=True)
for decider in deciders.values():
    decider.process.stdin.close()
    decider.process.wait(10)
