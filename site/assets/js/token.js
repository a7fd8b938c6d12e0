// The random token that joins one person's rounds of the quiz of one talk.

/** @returns {string} 16 random bytes in base64url: 22 characters */
export const newToken = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
