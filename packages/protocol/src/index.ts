export { type Address, asAddress } from './account/Address.ts'
export { payloadFromAppendCalldata } from './batch/payloadFromAppendCalldata.ts'
export type { TransactionBatch } from './batch/TransactionBatch.ts'
export type { BlockHeader } from './block/BlockHeader.ts'
export type { BlockInput } from './block/BlockInput.ts'
export type { L1Origin } from './block/L1Origin.ts'
export { fromHex } from './bytes/fromHex.ts'
export { type Hex, toHex } from './bytes/toHex.ts'
export type { Charter, Permission, TaxBracket } from './charter/Charter.ts'
export { charterSlots, maxTaxBrackets } from './charter/charterSlots.ts'
export { computeTax } from './charter/computeTax.ts'
export { decodeTaxBrackets } from './charter/decodeTaxBrackets.ts'
export { type NamedOperation, namedOperations } from './charter/namedOperations.ts'
export { opcodes } from './charter/opcodes.ts'
export { packTaxBracket } from './charter/packTaxBracket.ts'
export { permissionBits } from './charter/permissionBits.ts'
export { forcedBits, type PermissionWords, permissionMask } from './charter/permissionMask.ts'
export { permissionName } from './charter/permissionName.ts'
export { permissionSlot } from './charter/permissionSlot.ts'
export { type ContractName, contractNames } from './contract/ContractName.ts'
export { type ContractArtifact, contractArtifact } from './contract/contractArtifact.ts'
export type { L1Contracts } from './contract/L1Contracts.ts'
export { ContractsNotBuiltError } from './error/ContractsNotBuiltError.ts'
export { MalformedHexError } from './error/MalformedHexError.ts'
export { MvmError } from './error/MvmError.ts'
export {
  type Accumulator,
  asHash,
  type BatchHash,
  type BlockHash,
  type CodeHash,
  type Hash,
  type L1BlockHash,
  type L1TransactionHash,
  type OutputRoot,
  type QueueHash,
  type StateRoot,
  type StorageRoot,
  type TransactionHash,
} from './hash/Hash.ts'
export { keccak256, keccak256Hex } from './hash/keccak256.ts'
export type { QueueElement } from './queue/QueueElement.ts'
export type { CharterDenial, Log, Receipt } from './receipt/Receipt.ts'
export type {
  AccessListEntry,
  AccessListTransaction,
  Authorization,
  DepositTransaction,
  FeeMarketTransaction,
  LegacyTransaction,
  SetCodeTransaction,
  SignedTransaction,
  Transaction,
} from './transaction/Transaction.ts'
