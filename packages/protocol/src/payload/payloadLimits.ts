/** The first byte of a payload of this format. */
export const PAYLOAD_VERSION = 1

/** The longest payload that the CTC accepts, in bytes. */
export const MAX_PAYLOAD_SIZE = 64 * 1024

/** A block's inputs beyond this, deposits included, are dropped. */
export const MAX_BLOCK_INPUTS = 8_190

/** The largest value that a uvarint of eight bytes spells. */
export const MAX_UVARINT = (1n << 56n) - 1n
