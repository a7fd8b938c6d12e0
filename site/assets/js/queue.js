// Records that wait on this phone: IndexedDB, one store, one entry per idempotency key. An entry with an outcome has been settled without
// the reader seeing it, and waits to be told.

const store = 'waiting';
const patience = 2000; // ms: some browsers never answer a request to open

/** @typedef {{key: string, url: string, body: object, outcome?: object}} Record */

function open() {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the browser does not open its database')), patience);
    const request = indexedDB.open('fangzha', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'key' });
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
    request.onerror = () => {
      clearTimeout(timer);
      reject(request.error);
    };
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
 * Keeps a record, or keeps it anew with its outcome.
 * @param {Record} record
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

/** @returns {Promise<Record[]>} oldest first, since keys begin with the time */
async function all() {
  try {
    return await within('readonly', (records) => records.getAll());
  } catch {
    return [];
  }
}

/** What is still to be sent. @returns {Promise<Record[]>} */
export const waiting = async () => (await all()).filter(({ outcome }) => !outcome);

/** What the reader has yet to be told. @returns {Promise<Record[]>} */
export const untold = async () => (await all()).filter(({ outcome }) => outcome);

/** Whether a record still waits: another tab may have brought it. */
export const waits = async (key) => (await waiting()).some((record) => record.key === key);
