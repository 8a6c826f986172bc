import { asHash, type StateRoot, type StorageRoot } from '../hash/Hash.ts'

/**
 * Merkle-Patricia root of {@link genesisAccounts}. The L1 contracts have the same constant in
 * `contracts/src/l1/rollup/GenesisStateRoot.sol`; a test compares all three. After an intended change of a
 * predeploy, `node scripts/genesis/print.ts` says what to write here.
 */
export const GENESIS_STATE_ROOT: StateRoot = asHash(
  '0x1e7d040b4b90bfc92b9332fa28918b7e7882b8206372559e273ff4f99dc7496e',
)

/** Storage root of `L2ToL1MessagePasser` at genesis: that of an empty trie. */
export const GENESIS_MESSAGE_PASSER_STORAGE_ROOT: StorageRoot = asHash(
  '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421',
)
