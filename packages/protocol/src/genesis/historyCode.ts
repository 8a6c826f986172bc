import type { Hex } from '../bytes/toHex.ts'

/**
 * Code of the history contract, as published in EIP-2935. Given a block number (one word) it returns that
 * block's hash if it is one of the last 8,191, else it reverts; it takes a hash from the system address only,
 * which on MVM never calls it: BLOCK_BEGIN writes its storage.
 */
export const historyCode: Hex =
  '0x3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500'
