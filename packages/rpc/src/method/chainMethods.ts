import { getBadBlocks } from './debug/getBadBlocks.ts'
import { getRawBlock } from './debug/getRawBlock.ts'
import { getRawHeader } from './debug/getRawHeader.ts'
import { getRawReceipts } from './debug/getRawReceipts.ts'
import { getRawTransaction } from './debug/getRawTransaction.ts'
import { traceBlockByHash } from './debug/traceBlockByHash.ts'
import { traceBlockByNumber } from './debug/traceBlockByNumber.ts'
import { traceCall } from './debug/traceCall.ts'
import { traceTransaction } from './debug/traceTransaction.ts'
import { getHeaderByNumber as erigonHeaderByNumber } from './erigon/getHeaderByNumber.ts'
import { accounts } from './eth/accounts.ts'
import { baseFee } from './eth/baseFee.ts'
import { blobBaseFee } from './eth/blobBaseFee.ts'
import { blockNumber } from './eth/blockNumber.ts'
import { call } from './eth/call.ts'
import { capabilities } from './eth/capabilities.ts'
import { chainId } from './eth/chainId.ts'
import { coinbase } from './eth/coinbase.ts'
import { config } from './eth/config.ts'
import { createAccessList } from './eth/createAccessList.ts'
import { estimateGas } from './eth/estimateGas.ts'
import { feeHistory } from './eth/feeHistory.ts'
import { fillTransaction } from './eth/fillTransaction.ts'
import { gasPrice } from './eth/gasPrice.ts'
import { getBalance } from './eth/getBalance.ts'
import { getBlockByHash } from './eth/getBlockByHash.ts'
import { getBlockByNumber } from './eth/getBlockByNumber.ts'
import { getBlockReceipts } from './eth/getBlockReceipts.ts'
import { getBlockTransactionCountByHash } from './eth/getBlockTransactionCountByHash.ts'
import { getBlockTransactionCountByNumber } from './eth/getBlockTransactionCountByNumber.ts'
import { getCode } from './eth/getCode.ts'
import { getFilterChanges } from './eth/getFilterChanges.ts'
import { getFilterLogs } from './eth/getFilterLogs.ts'
import { getHeaderByHash } from './eth/getHeaderByHash.ts'
import { getHeaderByNumber } from './eth/getHeaderByNumber.ts'
import { getLogs } from './eth/getLogs.ts'
import { getProof } from './eth/getProof.ts'
import { getRawTransactionByHash } from './eth/getRawTransactionByHash.ts'
import { getStorageAt } from './eth/getStorageAt.ts'
import { getStorageValues } from './eth/getStorageValues.ts'
import { getTransactionByBlockHashAndIndex } from './eth/getTransactionByBlockHashAndIndex.ts'
import { getTransactionByBlockNumberAndIndex } from './eth/getTransactionByBlockNumberAndIndex.ts'
import { getTransactionByHash } from './eth/getTransactionByHash.ts'
import { getTransactionBySenderAndNonce } from './eth/getTransactionBySenderAndNonce.ts'
import { getTransactionCount } from './eth/getTransactionCount.ts'
import { getTransactionReceipt } from './eth/getTransactionReceipt.ts'
import { getUncleByBlockHashAndIndex } from './eth/getUncleByBlockHashAndIndex.ts'
import { getUncleByBlockNumberAndIndex } from './eth/getUncleByBlockNumberAndIndex.ts'
import { getUncleCountByBlockHash } from './eth/getUncleCountByBlockHash.ts'
import { getUncleCountByBlockNumber } from './eth/getUncleCountByBlockNumber.ts'
import { maxPriorityFeePerGas } from './eth/maxPriorityFeePerGas.ts'
import { mining } from './eth/mining.ts'
import { newBlockFilter } from './eth/newBlockFilter.ts'
import { newFilter } from './eth/newFilter.ts'
import { newPendingTransactionFilter } from './eth/newPendingTransactionFilter.ts'
import { protocolVersion } from './eth/protocolVersion.ts'
import { sendRawTransaction } from './eth/sendRawTransaction.ts'
import { sendRawTransactionSync } from './eth/sendRawTransactionSync.ts'
import { simulateV1 } from './eth/simulateV1.ts'
import { subscribe } from './eth/subscribe.ts'
import { syncing } from './eth/syncing.ts'
import { uninstallFilter } from './eth/uninstallFilter.ts'
import { unsubscribe } from './eth/unsubscribe.ts'
import type { Method } from './Method.ts'
import { listening } from './net/listening.ts'
import { peerCount } from './net/peerCount.ts'
import { version as netVersion } from './net/version.ts'
import { getApiLevel } from './ots/getApiLevel.ts'
import { getBlockDetails } from './ots/getBlockDetails.ts'
import { getBlockDetailsByHash } from './ots/getBlockDetailsByHash.ts'
import { getBlockTransactions } from './ots/getBlockTransactions.ts'
import { getContractCreator } from './ots/getContractCreator.ts'
import { getInternalOperations } from './ots/getInternalOperations.ts'
import { getTransactionBySenderAndNonce as otsBySenderAndNonce } from './ots/getTransactionBySenderAndNonce.ts'
import { getTransactionError } from './ots/getTransactionError.ts'
import { hasCode } from './ots/hasCode.ts'
import { searchTransactionsAfter } from './ots/searchTransactionsAfter.ts'
import { searchTransactionsBefore } from './ots/searchTransactionsBefore.ts'
import { traceTransaction as otsTraceTransaction } from './ots/traceTransaction.ts'
import { modules } from './rpc/modules.ts'
import { block as traceBlock } from './trace/block.ts'
import { call as traceMessage } from './trace/call.ts'
import { filter as traceFilter } from './trace/filter.ts'
import { replayBlockTransactions } from './trace/replayBlockTransactions.ts'
import { replayTransaction } from './trace/replayTransaction.ts'
import { transaction as traceMined } from './trace/transaction.ts'
import { content } from './txpool/content.ts'
import { contentFrom } from './txpool/contentFrom.ts'
import { inspect } from './txpool/inspect.ts'
import { status } from './txpool/status.ts'
import { clientVersion } from './web3/clientVersion.ts'
import { sha3 } from './web3/sha3.ts'

/** The methods that every chain has, a DAC's or one of Ethereum's profile. */
export const chainMethods: readonly Method[] = [
  getRawBlock,
  getRawHeader,
  getRawReceipts,
  getRawTransaction,
  accounts,
  blobBaseFee,
  blockNumber,
  call,
  chainId,
  coinbase,
  createAccessList,
  estimateGas,
  feeHistory,
  gasPrice,
  getBalance,
  getBlockByHash,
  getBlockByNumber,
  getBlockReceipts,
  getBlockTransactionCountByHash,
  getBlockTransactionCountByNumber,
  getCode,
  getFilterChanges,
  getFilterLogs,
  getHeaderByHash,
  getHeaderByNumber,
  getLogs,
  getProof,
  getRawTransactionByHash,
  getStorageAt,
  getTransactionByBlockHashAndIndex,
  getTransactionByBlockNumberAndIndex,
  getTransactionByHash,
  getTransactionCount,
  getTransactionReceipt,
  getUncleByBlockHashAndIndex,
  getUncleByBlockNumberAndIndex,
  getUncleCountByBlockHash,
  getUncleCountByBlockNumber,
  maxPriorityFeePerGas,
  mining,
  newBlockFilter,
  newFilter,
  newPendingTransactionFilter,
  protocolVersion,
  sendRawTransaction,
  sendRawTransactionSync,
  subscribe,
  syncing,
  uninstallFilter,
  unsubscribe,
  listening,
  peerCount,
  netVersion,
  modules,
  content,
  contentFrom,
  inspect,
  status,
  clientVersion,
  sha3,
  baseFee,
  getBadBlocks,
  erigonHeaderByNumber,
  fillTransaction,
  getTransactionBySenderAndNonce,
  getApiLevel,
  getBlockDetails,
  getBlockDetailsByHash,
  getBlockTransactions,
  getContractCreator,
  getInternalOperations,
  otsBySenderAndNonce,
  getTransactionError,
  hasCode,
  searchTransactionsAfter,
  searchTransactionsBefore,
  otsTraceTransaction,
  traceBlock,
  traceMessage,
  traceFilter,
  replayBlockTransactions,
  replayTransaction,
  traceMined,
  capabilities,
  config,
  getStorageValues,
  simulateV1,
  traceBlockByHash,
  traceBlockByNumber,
  traceCall,
  traceTransaction,
]
