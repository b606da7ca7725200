"""Does with the Python library what lines of JSON on stdin ask for, and answers with such lines."""

import json
import os
import sys

from remote_store import Store
from remote_store.backends import S3Backend

url, bucket = sys.argv[1:]
store = Store(
    S3Backend(
        bucket,
        endpoint_url=url,
        key=os.environ["AWS_ACCESS_KEY_ID"],
        secret=os.environ["AWS_SECRET_ACCESS_KEY"],
        region_name="us-east-1",
    )
)


def answer(do, path, *more):
    if do == "write":
        store.write(path, more[0].encode(), metadata=more[1])
        return None
    if do == "read":
        return store.read_bytes(path).decode()
    if do == "metadata":
        return dict(store.get_file_info(path).metadata or {})
    if do == "list":
        return sorted(str(info.path) for info in store.list_files(path, recursive=True))
    if do == "glob":
        return sorted(str(info.path) for info in store.glob(path))
    if do == "copy":
        store.copy(path, more[0])
        return None
    if do == "move":
        store.move(path, more[0])
        return None
    raise ValueError(do)


for line in sys.stdin:
    try:
        reply = {"value": answer(*json.loads(line))}
    except Exception as e:
        reply = {"error": type(e).__name__}
    print(json.dumps(reply), flush=True)
