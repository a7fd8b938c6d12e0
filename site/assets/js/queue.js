// Records that wait on this phone until the service has answered: IndexedDB, one store, one entry per idempotency key.

const store = 'waiting';

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('fangzha', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within(mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/**
 * Keeps a record.
 * @param {{key: string, url: string, body: object}} record
 * @returns {Promise<boolean>} false where the browser keeps nothing, as some do in private mode
 */
export async function keep(record) {
  try {
    await within('readwrite', (records) => records.put(record));
    return true;
  } catch {
    return false;
  }
}

export async function drop(key) {
  try {
    await within('readwrite', (records) => records.delete(key));
  } catch {
    // It stays: the service answers the same key with the same record.
  }
}

/** @returns {Promise<{key: string, url: string, body: object}[]>} oldest first, since keys begin with the time */
export async function waiting() {
  try {
    return await within('readonly', (records) => records.getAll());
  } catch {
    return [];
  }
}
