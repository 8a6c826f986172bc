/** How far back L1 knows its blocks' hashes (EIP-2935), so that an origin can be proved. */
export const L1_MEMORY_BLOCKS = 8_191
