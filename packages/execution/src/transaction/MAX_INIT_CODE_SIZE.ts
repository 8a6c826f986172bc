/** Largest init code of a transaction, in bytes (EIP-3860). */
export const MAX_INIT_CODE_SIZE = 49_152
