"""Times calls of the Python library remote-store, inside Python.

    peer.py versions
    peer.py memory CALL SIZE FOLDER ITERATIONS MILLIS
    peer.py local CALL SIZE FOLDER ITERATIONS MILLIS
    peer.py listing CALL TREE FOLDER ITERATIONS 0

Prints lines such as "TIME 1234.5": nanoseconds for one call, the mean of one iteration.
"""

import importlib.metadata
import itertools
import platform
import random
import resource
import shutil
import sys
import tempfile
import time

FOLDER = "one/two/three"


def memory_call(call, size):
    from remote_store import Store
    from remote_store.backends import MemoryBackend

    store = Store(backend=MemoryBackend())
    key = FOLDER + "/file.bin"
    content = random.Random(size).randbytes(size)
    store.write(key, content)
    for i in range(10):
        store.write(f"ten/file-{i}", content)

    def write_and_delete():
        store.write(FOLDER + "/passing.bin", content)
        store.delete(FOLDER + "/passing.bin")

    return {
        "read": lambda: store.read_bytes(key),
        "write": lambda: store.write(key, content, overwrite=True),
        "exists": lambda: store.exists(key),
        "isFile": lambda: store.is_file(key),
        "info": lambda: store.get_file_info(key),
        "list": lambda: sum(1 for _ in store.list_files("ten")),
        "writeAndDelete": write_and_delete,
    }[call], None


def open_local(root):
    from remote_store import Store
    from remote_store.backends import LocalBackend

    return Store(backend=LocalBackend(root=root))


def local_call(call, size, root):
    store = open_local(root)
    content = random.Random(size).randbytes(size)
    store.write(FOLDER + "/read.bin", content)
    if call == "list":
        store.delete(FOLDER + "/read.bin")
        for i in range(100):
            store.write(f"{FOLDER}/file-{i}.bin", b"")
    names = itertools.count()
    created = []

    def create():
        key = f"{FOLDER}/created-{next(names)}.bin"
        store.write_atomic(key, content)
        created.append(key)

    def clean():
        while created:
            store.delete(created.pop())

    calls = {
        "read": lambda: store.read_bytes(FOLDER + "/read.bin"),
        "overwrite": lambda: store.write_atomic(
            FOLDER + "/replaced.bin", content, overwrite=True
        ),
        "create": create,
        "info": lambda: store.get_file_info(FOLDER + "/read.bin"),
        "exists": lambda: store.exists(FOLDER + "/read.bin"),
        "missing": lambda: store.exists(FOLDER + "/no-file.bin"),
        "list": lambda: sum(1 for _ in store.list_files(FOLDER)),
    }
    return calls[call], clean if call == "create" else None


def listing_call(call, tree, folder):
    store = open_local(folder)
    return {
        "recursive": lambda: sum(1 for _ in store.list_files(tree, recursive=True)),
        "glob": lambda: sum(1 for _ in store.glob(tree + "/**/*.txt")),
    }[call], None


def iteration(call, clean, nanos):
    """One call at least; what is cleaned up between calls is not measured."""
    calls = spent = 0
    while spent < nanos or calls == 0:
        batch = 1 if clean or nanos == 0 else 10
        start = time.perf_counter_ns()
        for _ in range(batch):
            call()
        spent += time.perf_counter_ns() - start
        calls += batch
        if clean:
            clean()
    return spent / calls, calls


def main(arguments):
    if arguments == ["versions"]:
        print("Python " + platform.python_version())
        print("remote-store " + importlib.metadata.version("remote-store"))
        return
    backend, call, argument, folder, iterations, millis = arguments
    root = tempfile.mkdtemp(prefix="python", dir=folder)
    try:
        if backend == "memory":
            run, clean = memory_call(call, int(argument))
        elif backend == "local":
            run, clean = local_call(call, int(argument), root)
        else:
            run, clean = listing_call(call, argument, folder)
        nanos = int(millis) * 1_000_000
        iteration(run, clean, nanos)
        for _ in range(int(iterations)):
            before = time.process_time_ns()
            taken, calls = iteration(run, clean, nanos)
            print("TIME", taken)
            if not clean:
                print("CPU", (time.process_time_ns() - before) / calls)
        print("RESIDENT", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    finally:
        shutil.rmtree(root)


main(sys.argv[1:])
