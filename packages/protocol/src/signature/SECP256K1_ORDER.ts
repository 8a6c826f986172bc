/** Number of points on secp256k1: a signature's r and s are below it. */
export const SECP256K1_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/** The largest s that a transaction or an authorization may carry (EIP-2). */
export const MAX_SIGNATURE_S = SECP256K1_ORDER >> 1n
