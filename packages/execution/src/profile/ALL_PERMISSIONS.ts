/** A mask with every bit set: nothing is denied. */
export const ALL_PERMISSIONS: bigint = (1n << 256n) - 1n
