from tests.search.servers import SERVERS, folder, prepare

prepare()
for name in SERVERS:
    print(f"{name}: {folder(name)}")
