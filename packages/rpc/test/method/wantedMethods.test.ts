import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { developmentMethodTable, methodTable } from '../../src/index.ts'
import { TestServer } from '../dac/TestServer.ts'

/** What wallets, libraries and explorers call (execution-apis, viem, Blockscout, Otterscan). */
const wanted = {
  wallets: `web3_clientVersion web3_sha3 net_version net_listening net_peerCount eth_chainId eth_syncing
    eth_blockNumber eth_accounts eth_coinbase eth_protocolVersion eth_mining eth_gasPrice eth_maxPriorityFeePerGas
    eth_feeHistory eth_blobBaseFee eth_getBalance eth_getCode eth_getStorageAt eth_getTransactionCount eth_getProof
    eth_call eth_estimateGas eth_createAccessList eth_simulateV1 eth_sendRawTransaction eth_sendRawTransactionSync
    eth_getTransactionByHash eth_getTransactionByBlockHashAndIndex eth_getTransactionByBlockNumberAndIndex
    eth_getTransactionReceipt eth_getBlockReceipts eth_getBlockByHash eth_getBlockByNumber
    eth_getBlockTransactionCountByHash eth_getBlockTransactionCountByNumber eth_getUncleCountByBlockHash
    eth_getUncleCountByBlockNumber eth_getUncleByBlockHashAndIndex eth_getUncleByBlockNumberAndIndex eth_getLogs
    eth_newFilter eth_newBlockFilter eth_newPendingTransactionFilter eth_getFilterChanges eth_getFilterLogs
    eth_uninstallFilter eth_subscribe eth_unsubscribe rpc_modules`,
  tools: `eth_config eth_capabilities eth_baseFee eth_getRawTransactionByHash eth_getTransactionBySenderAndNonce
    eth_getStorageValues eth_fillTransaction eth_getHeaderByNumber eth_getHeaderByHash txpool_status txpool_content
    txpool_contentFrom txpool_inspect debug_traceTransaction debug_traceCall debug_traceBlockByNumber
    debug_traceBlockByHash debug_getRawHeader debug_getRawBlock debug_getRawTransaction debug_getRawReceipts
    debug_getBadBlocks trace_block trace_transaction trace_replayBlockTransactions trace_replayTransaction
    trace_filter trace_call`,
  otterscan: `erigon_getHeaderByNumber ots_getApiLevel ots_getInternalOperations ots_hasCode ots_traceTransaction
    ots_getTransactionError ots_getBlockDetails ots_getBlockDetailsByHash ots_getBlockTransactions
    ots_searchTransactionsBefore ots_searchTransactionsAfter ots_getTransactionBySenderAndNonce
    ots_getContractCreator`,
}

/** Known, and refused: keys, and what only a development chain can let clients do. */
const refused = `eth_sendTransaction eth_sign eth_signTransaction eth_signTypedData_v4 personal_sign
  eth_sendUnsignedTransaction evm_mine evm_snapshot evm_revert evm_increaseTime evm_setNextBlockTimestamp
  evm_setAutomine evm_setIntervalMining evm_setBlockGasLimit
  ${ofBoth(`impersonateAccount stopImpersonatingAccount autoImpersonateAccount getAutomine mine dropTransaction
    dropAllTransactions removePoolTransactions reset setRpcUrl setBalance setCode setNonce setStorageAt setCoinbase
    setChainId setLoggingEnabled setMinGasPrice setNextBlockBaseFeePerGas setBlockTimestampInterval
    removeBlockTimestampInterval dumpState loadState metadata enableTraces reorg rollback`)}
  anvil_setTime anvil_nodeInfo eth_getBlockAccessList`

/** What of it a node of the dev profile serves. */
const onDevnets = `eth_sendTransaction eth_sign eth_signTransaction eth_signTypedData_v4 personal_sign eth_accounts
  eth_sendUnsignedTransaction evm_mine evm_increaseTime evm_setNextBlockTimestamp evm_setTime evm_setAutomine
  evm_setIntervalMining anvil_increaseTime anvil_setTime anvil_setNextBlockTimestamp anvil_nodeInfo
  ${ofBoth(`impersonateAccount stopImpersonatingAccount autoImpersonateAccount getAutomine mine setBalance metadata`)}`

function ofBoth(text: string): string {
  return ['anvil', 'hardhat']
    .flatMap((namespace) =>
      text
        .trim()
        .split(/\s+/)
        .map((name) => `${namespace}_${name}`),
    )
    .join(' ')
}

const namesOf = (text: string) => text.trim().split(/\s+/)

describe('What others call', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await TestServer.start()
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it.each(Object.entries(wanted))('is there: %s', (_who, text) => {
    expect(namesOf(text).filter((name) => !methodTable.has(name))).toEqual([])
  })

  it.each(namesOf(refused))('is refused with what to do instead: %s', async (name) => {
    expect(methodTable.has(name)).toBe(false)
    const { code, message } = await server.error(name)
    expect(code).toBe(-32004)
    expect(message).toContain(`${name} is not supported`)
  })

  it('is there on a node of the dev profile, besides everything else', () => {
    const more = [...developmentMethodTable.keys()].filter((name) => !methodTable.has(name))
    const known = new Set(namesOf(onDevnets))
    expect(more.filter((name) => !known.has(name))).toEqual([])
    expect([...known].filter((name) => !developmentMethodTable.has(name))).toEqual([])
    expect([...methodTable.keys()].filter((name) => !developmentMethodTable.has(name))).toEqual([])
  })
})
