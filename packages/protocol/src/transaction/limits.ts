/** The largest encoding of a transaction, in bytes (spec 2.2). */
export const MAX_TRANSACTION_SIZE = 60 * 1024

/** The largest gas limit of a transaction (spec 2.2, EIP-7825). */
export const MAX_TRANSACTION_GAS = 1n << 24n

/** Nonces of signed transactions are below this (EIP-2681). */
export const NONCE_LIMIT = (1n << 64n) - 1n
