"""The process of one client of S3 in Python and one task; see Worker in benchmarks/clients.

    s3_client.py versions
    s3_client.py CLIENT TASK CALLERS ENDPOINT BUCKET FOLDER COUNT CERTIFICATE

Reads lines, "run NANOS" or "peak", and answers each with one.
"""

import importlib.metadata
import os
import platform
import random
import resource
import sys
import threading
import time

SMALL = 16 << 10
BLOCK = 256 << 10
REGION = "us-east-1"
ACCESS_KEY = os.environ.get("AWS_ACCESS_KEY_ID")
SECRET_KEY = os.environ.get("AWS_SECRET_ACCESS_KEY")


class Unable(Exception):
    pass


def dropped(stream):
    total = 0
    while block := stream.read(BLOCK):
        total += len(block)
    return total


class Unknown:
    """A stream that nobody can ask for its length, nor begin anew."""

    def __init__(self, path):
        self.file = open(path, "rb", buffering=0)
        self.total = 0

    def read(self, size=-1):
        block = self.file.read(size)
        self.total += len(block)
        return block

    def readable(self):
        return True

    def seekable(self):
        return False

    def close(self):
        self.file.close()

    def __iter__(self):
        while block := self.read(8 << 20):
            yield block


class Obstore:
    """obstore, its blocking calls."""

    def __init__(self, endpoint, bucket, certificate):
        import obstore
        from obstore.store import S3Store

        self.obstore = obstore
        self.store = S3Store(
            bucket,
            endpoint=endpoint,
            region=REGION,
            access_key_id=ACCESS_KEY,
            secret_access_key=SECRET_KEY,
            virtual_hosted_style_request=False,
            client_options={"allow_http": True, "allow_invalid_certificates": bool(certificate)},
        )

    def get(self, key):
        return len(self.obstore.get(self.store, key).bytes())

    array = get

    def stream(self, key):
        return sum(len(part) for part in self.obstore.get(self.store, key).stream())

    def file(self, key, target):
        total = 0
        with open(target, "wb") as file:
            for part in self.obstore.get(self.store, key).stream():
                total += file.write(part)
        return total

    def head(self, key):
        return self.obstore.head(self.store, key)["size"]

    def put(self, key, content):
        self.obstore.put(self.store, key, content)
        return len(content)

    def put_file(self, key, source):
        from pathlib import Path

        self.obstore.put(self.store, key, Path(source))
        return os.path.getsize(source)

    def put_stream(self, key, source):
        self.obstore.put(self.store, key, iter(source))
        return source.total

    def list(self, prefix):
        return sum(len(page) for page in self.obstore.list(self.store, prefix, chunk_size=1000))

    def delete(self, keys):
        self.obstore.delete(self.store, keys)
        return len(keys)


class S3fs:
    """s3fs, its blocking calls, without its cache of listings."""

    def __init__(self, endpoint, bucket, certificate):
        import s3fs

        self.bucket = bucket
        client = {"endpoint_url": endpoint, "region_name": REGION}
        if certificate:
            client["verify"] = certificate
        self.fs = s3fs.S3FileSystem(
            key=ACCESS_KEY,
            secret=SECRET_KEY,
            client_kwargs=client,
            config_kwargs={"max_pool_connections": 300, "s3": {"addressing_style": "path"}},
            use_listings_cache=False,
        )

    def path(self, key):
        return self.bucket + "/" + key

    def get(self, key):
        return len(self.fs.cat_file(self.path(key)))

    array = get

    def stream(self, key):
        with self.fs.open(self.path(key), "rb") as stream:
            return dropped(stream)

    def file(self, key, target):
        self.fs.get_file(self.path(key), target)
        return os.path.getsize(target)

    def head(self, key):
        return self.fs.info(self.path(key))["size"]

    def put(self, key, content):
        self.fs.pipe_file(self.path(key), content)
        return len(content)

    def put_file(self, key, source):
        self.fs.put_file(source, self.path(key))
        return os.path.getsize(source)

    def put_stream(self, key, source):
        with self.fs.open(self.path(key), "wb") as target:
            for block in source:
                target.write(block)
        return source.total

    def list(self, prefix):
        return len(self.fs.find(self.path(prefix)))

    def delete(self, keys):
        self.fs.rm([self.path(key) for key in keys])
        return len(keys)


class RemoteStore:
    """remote-store for Python with type = "s3"."""

    def __init__(self, endpoint, bucket, certificate):
        from remote_store import Store
        from remote_store.backends import S3Backend

        options = {"tls_ca_bundle": certificate} if certificate else {}
        self.store = Store(
            backend=S3Backend(
                bucket=bucket,
                key=ACCESS_KEY,
                secret=SECRET_KEY,
                region_name=REGION,
                endpoint_url=endpoint,
                **options,
            )
        )

    def get(self, key):
        return len(self.store.read_bytes(key))

    array = get

    def stream(self, key):
        with self.store.read(key) as stream:
            return dropped(stream)

    def file(self, key, target):
        with self.store.read(key) as stream, open(target, "wb") as file:
            total = 0
            while block := stream.read(BLOCK):
                total += file.write(block)
            return total

    def head(self, key):
        return self.store.get_file_info(key).size

    def put(self, key, content):
        self.store.write(key, content, overwrite=True)
        return len(content)

    def put_file(self, key, source):
        with open(source, "rb") as stream:
            self.store.write(key, stream, overwrite=True)
        return os.path.getsize(source)

    def put_stream(self, key, source):
        self.store.write(key, source, overwrite=True)
        return source.total

    def list(self, prefix):
        return sum(1 for _ in self.store.list_files(prefix.rstrip("/"), recursive=True))

    def delete(self, keys):
        raise Unable("it deletes key by key")


CLIENTS = {"obstore": Obstore, "s3fs": S3fs, "python": RemoteStore}


def task(client, name, what, folder, count):
    """Returns a call that does it once and returns how many operations that were."""
    content = random.Random(SMALL).randbytes(SMALL)
    source = os.path.join(folder, "source.bin")
    target = os.path.join(folder, "target-" + name)

    def own():
        return f"put/{name}/{threading.current_thread().name}"

    def unknown():
        stream = Unknown(source)
        try:
            return client.put_stream(f"up/{name}.stream", stream)
        finally:
            stream.close()

    def one(call, expected):
        def run():
            found = call()
            if found != expected:
                raise OSError(f"{found} instead of {expected}")
            return 1

        return run

    def many(call):
        def run():
            found = call()
            if found != count:
                raise OSError(f"{found} instead of {count}")
            return count

        return run

    return {
        "GET": one(lambda: client.get("small.bin"), SMALL),
        "PUT": one(lambda: client.put(own(), content), SMALL),
        "HEAD": one(lambda: client.head("small.bin"), SMALL),
        "STREAM": one(lambda: client.stream("large.bin"), count),
        "ARRAY": one(lambda: client.array("large.bin"), count),
        "FILE": one(lambda: client.file("large.bin", target), count),
        "PUT_FILE": one(lambda: client.put_file(f"up/{name}.file", source), count),
        "PUT_STREAM": one(unknown, count),
        "LIST": many(lambda: client.list("listed/")),
        "DELETE": many(
            lambda: client.delete([f"delete/{name}/{i:06d}" for i in range(count)])
        ),
    }[what]


class Callers:
    """Threads that do the same again and again while they are told to, and wait in between."""

    def __init__(self, count, once):
        self.once = once
        self.begin = threading.Barrier(count + 1)
        self.end = threading.Barrier(count + 1)
        self.done = [0] * count
        self.failure = None
        self.until = 0
        for i in range(count):
            threading.Thread(target=self.work, args=(i,), name=f"caller-{i}", daemon=True).start()

    def run(self, nanos):
        self.done = [0] * len(self.done)
        self.failure = None
        cpu = time.process_time_ns()
        start = time.perf_counter_ns()
        self.until = start + nanos
        self.begin.wait()
        self.end.wait()
        sample = sum(self.done), time.perf_counter_ns() - start, time.process_time_ns() - cpu
        if self.failure:
            raise self.failure
        return sample

    def work(self, i):
        while True:
            self.begin.wait()
            try:
                while True:
                    self.done[i] += self.once()
                    if time.perf_counter_ns() >= self.until or self.failure:
                        break
            except Exception as e:
                self.failure = e
            self.end.wait()


def answer(callers, line):
    if line == "peak":
        return f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10}"
    try:
        return "ran %d %d %d" % callers.run(int(line.removeprefix("run ")))
    except Unable as e:
        return f"unable {e}"
    except Exception as e:
        return f"failed {type(e).__name__}: " + " ".join(str(e).split())


def main(arguments):
    if arguments == ["versions"]:
        print("Python " + platform.python_version())
        for package in "obstore", "s3fs", "remote-store":
            print(package + " " + importlib.metadata.version(package))
        return
    name, what, callers, endpoint, bucket, folder, count, certificate = arguments
    client = CLIENTS[name](endpoint, bucket, "" if certificate == "-" else certificate)
    once = task(client, name, what, folder, int(count))
    if callers == "once":
        once()
        return
    running = Callers(int(callers), once)
    for line in sys.stdin:
        print(answer(running, line.strip()), flush=True)


main(sys.argv[1:])
sys.stdout.flush()
os._exit(0)  # without waiting for the threads of a client's event loop
