"""What lies on the disk of a tablet, and what keeps a tablet from its disk."""

# Everything that the browser keeps for this address, keys too, as text.
ON_DISK = """
  const disk = await core.disk.disk();
  const told = [];
  for (const store of disk.objectStoreNames) {
    const [keys, rows] = await Promise.all([disk.getAllKeys(store), disk.getAll(store)]);
    rows.forEach((row, place) => told.push({store, key: keys[place], row}));
  }
  const decoder = new TextDecoder('utf-8');
  const text = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      return decoder.decode(value) + ' ' + core.text(value.buffer ?? value);
    }
    if (value instanceof CryptoKey) return `key:${value.extractable}`;
    if (value && typeof value === 'object') {
      return Object.entries(value).map(([name, part]) => `${name}=${text(part)}`).join(' ');
    }
    return String(value);
  };
  const cached = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const {url} of await cache.keys()) cached.push(new URL(url).pathname);
  }
  return {
    rows: told.map(({store, key, row}) => ({store, key: String(key), text: text(row)})),
    cached,
    local: {...localStorage},
    session: {...sessionStorage},
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(({name}) => name),
  };
"""
# Another transaction keeps a store to itself, so that whatever is written waits.
HOLD = """
  const hold = async (store) => {
    const work = (await core.disk.disk()).transaction(store, 'readwrite');
    let held = true;
    const keep = async () => {
      while (held) await work.store.get('nothing');
    };
    keep();
    return () => {
      held = false;
    };
  };
"""
