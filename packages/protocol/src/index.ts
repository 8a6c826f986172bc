export type { AccountProof } from './account/AccountProof.ts'
export { type Address, asAddress } from './account/Address.ts'
export { batchHash } from './batch/batchHash.ts'
export { type BatchHashPreimage, batchHashWords } from './batch/batchHashWords.ts'
export { initialBatchHash } from './batch/initialBatchHash.ts'
export { payloadFromAppendCalldata } from './batch/payloadFromAppendCalldata.ts'
export type { TransactionBatch } from './batch/TransactionBatch.ts'
export type { BlockHeader } from './block/BlockHeader.ts'
export type { BlockInput } from './block/BlockInput.ts'
export { blockExtraData } from './block/blockExtraData.ts'
export { decodeBlockHeader } from './block/decodeBlockHeader.ts'
export { EMPTY_ACCUMULATOR } from './block/EMPTY_ACCUMULATOR.ts'
export { encodeBlockHeader } from './block/encodeBlockHeader.ts'
export { hashBlockHeader } from './block/hashBlockHeader.ts'
export type { L1Origin } from './block/L1Origin.ts'
export { BASE_FEE_CEILING, BASE_FEE_FLOOR, nextBaseFee } from './block/nextBaseFee.ts'
export { nextTxAcc } from './block/nextTxAcc.ts'
export { prevRandao } from './block/prevRandao.ts'
export { fromHex } from './bytes/fromHex.ts'
export { toBigInt } from './bytes/toBigInt.ts'
export { type Hex, toHex } from './bytes/toHex.ts'
export type { Charter, Permission, TaxBracket } from './charter/Charter.ts'
export { charterLimits } from './charter/charterLimits.ts'
export { charterSlots, maxTaxBrackets } from './charter/charterSlots.ts'
export { type CharterStorage, charterStorage } from './charter/charterStorage.ts'
export { charterTuple } from './charter/charterTuple.ts'
export { computeTax } from './charter/computeTax.ts'
export { decodeCharter } from './charter/decodeCharter.ts'
export { decodeTaxBrackets } from './charter/decodeTaxBrackets.ts'
export { encodeCharterCall } from './charter/encodeCharterCall.ts'
export { encodeInitialize } from './charter/encodeInitialize.ts'
export {
  type CharterFile,
  type CharterFilePermission,
  type DacProfile,
  dacProfiles,
} from './charter/file/CharterFile.ts'
export { type CharterPreset, charterPresets } from './charter/file/CharterPreset.ts'
export type { CharterProblem } from './charter/file/CharterProblem.ts'
export { type CharterTemplateOptions, charterTemplate } from './charter/file/charterTemplate.ts'
export { compileCharter } from './charter/file/compileCharter.ts'
export { type CharterDescription, describeCharter } from './charter/file/describeCharter.ts'
export { isDnsLabel } from './charter/file/isDnsLabel.ts'
export { type CharterLint, lintCharterFile } from './charter/file/lintCharterFile.ts'
export { parseMt } from './charter/file/parseMt.ts'
export { readCharterFile } from './charter/file/readCharterFile.ts'
export { formatMt } from './charter/formatMt.ts'
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
export { L1ContractsInvalidError } from './contract/L1ContractsInvalidError.ts'
export { parseL1Contracts } from './contract/parseL1Contracts.ts'
export { type StepModule, stepModules } from './contract/stepModules.ts'
export { type DisputeCommitmentPreimage, disputeCommitment } from './dispute/disputeCommitment.ts'
export { type CheckerBounds, checkerCount } from './duty/checkerCount.ts'
export { type DutyDraw, drawDuties } from './duty/drawDuties.ts'
export { type MemberDraw, pickMembers } from './duty/pickMembers.ts'
export { segmentCount } from './duty/segmentCount.ts'
export { CharterFileError } from './error/CharterFileError.ts'
export { ContractsNotBuiltError } from './error/ContractsNotBuiltError.ts'
export {
  InvalidTransactionError,
  type InvalidTransactionReason,
} from './error/InvalidTransactionError.ts'
export { MalformedHeaderError } from './error/MalformedHeaderError.ts'
export { MalformedHexError } from './error/MalformedHexError.ts'
export { MalformedRlpError } from './error/MalformedRlpError.ts'
export { MvmError } from './error/MvmError.ts'
export { UnencodablePayloadError } from './error/UnencodablePayloadError.ts'
export type { ChainBlock } from './ethereum/ChainBlock.ts'
export type { ChainHeader } from './ethereum/ChainHeader.ts'
export { chainBlockSize } from './ethereum/chainBlockSize.ts'
export { chainHeaderFields } from './ethereum/chainHeaderFields.ts'
export type { EthereumReceipt } from './ethereum/EthereumReceipt.ts'
export { encodeChainBlock } from './ethereum/encodeChainBlock.ts'
export { encodeChainHeader } from './ethereum/encodeChainHeader.ts'
export type { Withdrawal } from './ethereum/Withdrawal.ts'
export { withdrawalFields } from './ethereum/withdrawalFields.ts'
export type { GenesisAccount } from './genesis/GenesisAccount.ts'
export { genesisAccounts } from './genesis/genesisAccounts.ts'
export { genesisBlockHash } from './genesis/genesisBlockHash.ts'
export { genesisHeader } from './genesis/genesisHeader.ts'
export { genesisOutputRoot } from './genesis/genesisOutputRoot.ts'
export {
  GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
  GENESIS_STATE_ROOT,
} from './genesis/genesisRoots.ts'
export { type Predeploy, predeploys } from './genesis/predeploys.ts'
export { systemSenders } from './genesis/systemSenders.ts'
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
export { hashWords, type Word } from './hash/hashWords.ts'
export { keccak256 } from './hash/keccak256.ts'
export { keccak256Hex } from './hash/keccak256Hex.ts'
export { type OutputRootPreimage, outputRoot } from './output-root/outputRoot.ts'
export { type OutputRootPath, outputRootPath } from './output-root/outputRootPath.ts'
export type { DeploymentParameters } from './parameters/DeploymentParameters.ts'
export { devGovernance } from './parameters/devGovernance.ts'
export { devParameters } from './parameters/devParameters.ts'
export type { GovernanceParameters } from './parameters/GovernanceParameters.ts'
export { strictGovernance } from './parameters/strictGovernance.ts'
export { strictParameters } from './parameters/strictParameters.ts'
export { decodePayload } from './payload/decodePayload.ts'
export { encodePayload } from './payload/encodePayload.ts'
export type { PayloadBlock } from './payload/PayloadBlock.ts'
export { payloadBlockSize } from './payload/payloadBlockSize.ts'
export {
  MAX_BLOCK_INPUTS,
  MAX_PAYLOAD_SIZE,
  MAX_UVARINT,
  PAYLOAD_VERSION,
} from './payload/payloadLimits.ts'
export { readUvarint, type Uvarint } from './payload/readUvarint.ts'
export { elementHash } from './queue/elementHash.ts'
export { elementWords } from './queue/elementWords.ts'
export { EMPTY_QUEUE_HASH, nextQueueHash } from './queue/nextQueueHash.ts'
export type { QueueElement } from './queue/QueueElement.ts'
export type { ChainLog, LogPage } from './receipt/ChainLog.ts'
export { EMPTY_LOGS_BLOOM, logsBloom } from './receipt/logsBloom.ts'
export { nextLogAcc } from './receipt/nextLogAcc.ts'
export { type ConsensusReceipt, nextReceiptAcc } from './receipt/nextReceiptAcc.ts'
export type { CharterDenial, CommonReceipt, Log, Receipt } from './receipt/Receipt.ts'
export { uniteLogsBlooms } from './receipt/uniteLogsBlooms.ts'
export { RlpReader } from './rlp/RlpReader.ts'
export type { BlockSeal, SealDomain, SignedBlockSeal } from './seal/BlockSeal.ts'
export { recoverSealer } from './seal/recoverSealer.ts'
export { sealDigest } from './seal/sealDigest.ts'
export { addressOfPrivateKey } from './signature/addressOfPrivateKey.ts'
export { recoverAddress } from './signature/recoverAddress.ts'
export { type Signature, signDigest } from './signature/signDigest.ts'
export type { AccountOverride } from './simulation/AccountOverride.ts'
export type { BlockOverride } from './simulation/BlockOverride.ts'
export type { CallMessage } from './simulation/CallMessage.ts'
export type { SimulatedCall } from './simulation/SimulatedCall.ts'
export type {
  AccessListOutcome,
  CallOutcome,
  GasEstimate,
  SimulationFailure,
} from './simulation/SimulationOutcome.ts'
export type { TraceKind } from './tracing/TraceKind.ts'
export { decodeDeposit } from './transaction/decodeDeposit.ts'
export {
  type DecodeTransactionOptions,
  decodeTransaction,
} from './transaction/decodeTransaction.ts'
export { depositFromQueueElement } from './transaction/depositFromQueueElement.ts'
export { encodeDeposit } from './transaction/encodeDeposit.ts'
export { encodeTransaction } from './transaction/encodeTransaction.ts'
export { floorGas } from './transaction/floorGas.ts'
export { type GasRelevantFields, intrinsicGas } from './transaction/intrinsicGas.ts'
export { l1Fee } from './transaction/l1Fee.ts'
export { MAX_TRANSACTION_GAS, MAX_TRANSACTION_SIZE, NONCE_LIMIT } from './transaction/limits.ts'
export { readAccessList } from './transaction/readAccessList.ts'
export { readAuthorizationList } from './transaction/readAuthorizationList.ts'
export { recoverAuthorization } from './transaction/recoverAuthorization.ts'
export { revertReason } from './transaction/revertReason.ts'
export { signAuthorization } from './transaction/signAuthorization.ts'
export { signTransaction } from './transaction/signTransaction.ts'
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
export type { UnsignedTransaction } from './transaction/UnsignedTransaction.ts'
export { decodeMessagePassed, type PassedMessage } from './withdrawal/decodeMessagePassed.ts'
export { sentMessageSlot } from './withdrawal/sentMessageSlot.ts'
export type { WithdrawalHash, WithdrawalMessage } from './withdrawal/WithdrawalMessage.ts'
export { withdrawalHash } from './withdrawal/withdrawalHash.ts'
