/** What the next step of a machine state does (spec 4.3); the numbers stand in the commitment. */
export const Kind = {
  BLOCK_BEGIN: 0,
  TX_NEXT: 1,
  TX_CHECK: 2,
  TX_LISTS: 3,
  EXEC: 4,
  CALL_ENTER: 5,
  PRECOMPILE: 6,
  CREATE_ENTER: 7,
  COPY: 8,
  KECCAK: 9,
  FRAME_EXIT: 10,
  TX_FINALIZE: 11,
  TX_DESTRUCT: 12,
  TX_RECEIPT: 13,
  BLOCK_END: 14,
  HALT: 15,
  TX_TAX: 16,
} as const

export type Kind = (typeof Kind)[keyof typeof Kind]
