"""Names to list and to ask for: names.py FOLDER [LIST]. The same every time."""
import random
import sys

folder, given = sys.argv[1], sys.argv[2:3]
chance = random.Random(20261128)
letters = "abcdefghijklmnopqrstuvwxyz"


def made_up():
    return "".join(chance.choices(letters, k=chance.randint(5, 18))) + chance.choice([".example", ".co.example", ".net.example", ".blog.example"])


listed = [line.strip() for line in open(given[0])] if given else sorted({made_up() for _ in range(1_200_000)})
with open(folder + "/listed", "w") as out:
    out.writelines(name + "\n" for name in listed)
below = [name if i % 2 else "www.cdn." + name for i, name in enumerate(chance.sample(listed, 100_000))]
others = ["www." + made_up() + ".test" for _ in range(20_000)]
with open(folder + "/ask-listed", "w") as out:
    out.writelines(name + " A\n" for name in below)
with open(folder + "/ask-others", "w") as out:
    out.writelines(name + " A\n" for name in others * 5)
