import { asHash, type StateRoot, type StorageRoot } from '../hash/Hash.ts'

/**
 * Merkle-Patricia root of {@link genesisAccounts}. The L1 contracts have the same constant in
 * `contracts/src/l1/rollup/GenesisStateRoot.sol`; a test compares all three. After an intended change of a
 * predeploy, `node scripts/genesis/print.ts` says what to write here.
 */
export const GENESIS_STATE_ROOT: StateRoot = asHash(
  '0xc391a02a713a34476789d750478bee23b2b88df51c5ee953e2fec6256f49129b',
)

/** Storage root of `L2ToL1MessagePasser` at genesis: that of an empty trie. */
export const GENESIS_MESSAGE_PASSER_STORAGE_ROOT: StorageRoot = asHash(
  '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421',
)
