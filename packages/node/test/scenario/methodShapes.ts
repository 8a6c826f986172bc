import {
  type Address,
  type BlockHash,
  type Hex,
  keccak256Hex,
  outputRoot,
  predeploys,
  type StateRoot,
  type StorageRoot,
} from '@mvm/protocol'
import { expect } from 'vitest'
import type { SignedTransfer } from '../support/signTransfers.ts'

/** SSTORE 42 in slot 0, LOG1 the calldata's first word with topic 7, and return that word. */
export const LOGGER = '602a600055600035600052600760206000a160206000f3'
export const WORD = `0x${'ab'.repeat(32)}`
export const TOPIC = `0x${'7'.padStart(64, '0')}`
export const SLOT = `0x${'0'.repeat(64)}`

/** What a test did on a DAC whose charter is open. */
export interface MethodFacts {
  readonly chainId: number
  readonly user: Address
  readonly other: Address
  /** {@link LOGGER}, which the user deployed. */
  readonly contract: Address
  /** The user's second transaction: called the contract with {@link WORD} and a tip of 5 wei. */
  readonly called: Hex
  readonly raw: Hex
  /** The block of that, which is the newest and safe. */
  readonly block: {
    readonly number: Hex
    readonly hash: BlockHash
    readonly stateRoot: StateRoot
    readonly withdrawalsRoot: StorageRoot
    readonly baseFeePerGas: Hex
  }
  /** The user's transaction with nonce 9, which waits in the pool. */
  readonly queued: Hex
  /** What the user can send next. */
  readonly transfers: readonly [SignedTransfer, SignedTransfer]
}

/** Parameters of a request, and its result or what it looks like. */
export type MethodShape = readonly [parameters: readonly unknown[], result: unknown]

/** A number without leading zeros. */
export const quantity = expect.stringMatching(/^0x(0|[1-9a-f][0-9a-f]*)$/)
const hash = expect.stringMatching(/^0x[0-9a-f]{64}$/)
const bytes = expect.stringMatching(/^0x([0-9a-f]{2})+$/)
const address = expect.stringMatching(/^0x[0-9a-f]{40}$/)
const quantityOrNull = expect.toSatisfy(
  (value) => value === null || /^0x(0|[1-9a-f][0-9a-f]*)$/.test(String(value)),
)
const partly = (fields: object) => expect.objectContaining(fields)

/** One request for each method that needs no filter and no subscription; those that change something come last. */
export function methodShapes(facts: MethodFacts): Readonly<Record<string, MethodShape>> {
  const { chainId, user, other, contract, called, raw, block, queued, transfers } = facts
  const emitted = {
    address: contract,
    topics: [TOPIC],
    data: WORD,
    blockNumber: block.number,
    blockHash: block.hash,
    blockTimestamp: quantity,
    transactionHash: called,
    transactionIndex: '0x0',
    logIndex: '0x0',
    removed: false,
  }
  const header = { number: block.number, hash: block.hash, stateRoot: hash, size: quantity }
  const sentCall = {
    hash: called,
    from: user,
    to: contract,
    input: WORD,
    nonce: '0x1',
    type: '0x2',
    chainId: `0x${chainId.toString(16)}`,
    blockHash: block.hash,
    blockNumber: block.number,
    transactionIndex: '0x0',
    maxPriorityFeePerGas: '0x5',
    accessList: [],
    yParity: quantity,
    r: quantity,
    s: quantity,
  }
  const receipt = {
    transactionHash: called,
    status: '0x1',
    type: '0x2',
    blockHash: block.hash,
    blockNumber: block.number,
    transactionIndex: '0x0',
    from: user,
    to: contract,
    contractAddress: null,
    gasUsed: quantity,
    cumulativeGasUsed: quantity,
    effectiveGasPrice: quantity,
    logsBloom: expect.stringMatching(/^0x[0-9a-f]{512}$/),
    logs: [emitted],
    l1Fee: quantity,
    l1GasUsed: quantity,
    l1GasPrice: quantity,
    l1FeeScalar: '100',
    taxPaid: '0x0',
    charterVersion: '0x1',
    inclusion: 'sequenced',
  }
  const l1Block = {
    hash,
    number: expect.any(Number),
    parentHash: hash,
    timestamp: expect.any(Number),
  }
  const l2Block = {
    hash,
    number: expect.any(Number),
    parentHash: hash,
    timestamp: expect.any(Number),
    l1origin: { hash, number: expect.any(Number) },
    sequenceNumber: expect.any(Number),
  }
  const batch = {
    batchIndex: quantity,
    batchHash: hash,
    firstBlock: quantity,
    blockCount: quantity,
    originNumber: quantity,
    originHash: hash,
    queueStart: quantity,
    queueEnd: quantity,
    isForced: false,
    producer: address,
    sequencer: address,
    payloadHash: hash,
    payloadSize: quantity,
    l1BlockNumber: quantity,
    l1BlockHash: hash,
    l1TransactionHash: hash,
  }
  return {
    web3_clientVersion: [[], expect.stringMatching(/^mvm\/v/)],
    web3_sha3: [['0x'], keccak256Hex(new Uint8Array())],
    net_version: [[], String(chainId)],
    net_listening: [[], true],
    net_peerCount: [[], '0x0'],
    rpc_modules: [[], partly({ eth: '1.0', mvm: '1.0', optimism: '1.0' })],
    eth_chainId: [[], `0x${chainId.toString(16)}`],
    // Those of the development mnemonic: a devnet's nodes are of the dev profile.
    eth_accounts: [[], new Array(10).fill(address)],
    eth_coinbase: [[], address],
    eth_mining: [[], false],
    eth_protocolVersion: [[], quantity],
    eth_blockNumber: [[], block.number],
    eth_syncing: [[], false],
    eth_gasPrice: [[], quantity],
    eth_maxPriorityFeePerGas: [[], quantity],
    eth_blobBaseFee: [[], quantity],
    eth_feeHistory: [
      ['0x2', 'latest', [50]],
      partly({
        oldestBlock: `0x${(Number(block.number) - 1).toString(16)}`,
        baseFeePerGas: [quantity, block.baseFeePerGas, quantity],
        reward: [['0x5'], ['0x5']],
      }),
    ],
    eth_getBalance: [[user], quantity],
    eth_getCode: [[contract, 'safe'], `0x${LOGGER}`],
    eth_getStorageAt: [[contract, '0x0', block.number], `0x${'2a'.padStart(64, '0')}`],
    eth_getTransactionCount: [[user, 'latest'], '0x2'],
    eth_getProof: [
      [contract, [SLOT], { blockHash: block.hash }],
      partly({
        address: contract,
        nonce: '0x1',
        codeHash: keccak256Hex(Buffer.from(LOGGER, 'hex')),
        accountProof: expect.arrayContaining([bytes]),
        storageProof: [{ key: SLOT, value: '0x2a', proof: [bytes] }],
      }),
    ],
    eth_call: [[{ to: contract, data: WORD }, 'latest'], WORD],
    eth_estimateGas: [[{ from: user, to: contract, data: WORD }], quantity],
    eth_getStorageValues: [
      [{ [contract]: [SLOT] }],
      { [contract]: [`0x${'2a'.padStart(64, '0')}`] },
    ],
    eth_simulateV1: [
      [
        {
          blockStateCalls: [{ calls: [{ from: user, to: contract, data: WORD }] }],
          traceTransfers: true,
        },
      ],
      [
        partly({
          calls: [
            partly({
              ...{ status: '0x1', returnData: WORD },
              logs: [partly({ address: contract, topics: [TOPIC], data: WORD })],
            }),
          ],
        }),
      ],
    ],
    eth_baseFee: [[], quantity],
    eth_capabilities: [[], partly({ state: { disabled: false, oldestBlock: '0x0' } })],
    eth_config: [
      [],
      { current: partly({ chainId: `0x${chainId.toString(16)}` }), next: null, last: null },
    ],
    eth_createAccessList: [
      [{ from: user, to: contract, data: WORD }],
      partly({ accessList: [{ address: contract, storageKeys: [SLOT] }] }),
    ],
    eth_getBlockByNumber: [
      [block.number, true],
      partly({ ...header, transactions: [partly(sentCall)] }),
    ],
    eth_getBlockByHash: [[block.hash, false], partly({ ...header, transactions: [called] })],
    eth_getHeaderByNumber: [[block.number], partly({ hash: block.hash })],
    eth_getHeaderByHash: [[block.hash], partly({ number: block.number })],
    eth_getBlockReceipts: [[block.hash], [receipt]],
    eth_getBlockTransactionCountByHash: [[block.hash], '0x1'],
    eth_getBlockTransactionCountByNumber: [[block.number], '0x1'],
    eth_getUncleCountByBlockHash: [[block.hash], '0x0'],
    eth_getUncleCountByBlockNumber: [[block.number], '0x0'],
    eth_getUncleByBlockHashAndIndex: [[block.hash, '0x0'], null],
    eth_getUncleByBlockNumberAndIndex: [[block.number, '0x0'], null],
    eth_getTransactionByBlockHashAndIndex: [[block.hash, '0x0'], partly(sentCall)],
    eth_getTransactionByBlockNumberAndIndex: [
      ['0x1', '0x0'],
      partly({ type: '0x7e', to: predeploys.dacMaster, isSystemTx: true, sourceHash: hash }),
    ],
    eth_getTransactionByHash: [[called], partly(sentCall)],
    eth_getRawTransactionByHash: [[called], raw],
    eth_getTransactionReceipt: [[called], receipt],
    eth_getLogs: [[{ fromBlock: '0x1', address: contract, topics: [[TOPIC]] }], [emitted]],
    eth_uninstallFilter: [['0x12'], false],
    txpool_status: [[], { pending: '0x0', queued: '0x1' }],
    txpool_content: [
      [],
      { pending: {}, queued: { [user]: { 9: partly({ hash: queued, blockHash: null }) } } },
    ],
    txpool_contentFrom: [[user], { pending: {}, queued: { 9: partly({ hash: queued }) } }],
    txpool_inspect: [
      [],
      { pending: {}, queued: { [user]: { 9: expect.stringContaining(contract) } } },
    ],
    debug_getRawHeader: [[block.number], bytes],
    debug_getRawBlock: [[block.number], expect.stringContaining(raw.slice(2))],
    debug_getRawReceipts: [[block.number], [expect.stringMatching(/^0x02f9/)]],
    debug_getRawTransaction: [[called], raw],
    debug_getBadBlocks: [[], []],
    erigon_getHeaderByNumber: [[block.number], partly({ hash: block.hash })],
    eth_getTransactionBySenderAndNonce: [[user, '0x1'], partly({ hash: called })],
    eth_fillTransaction: [
      [{ from: user, to: contract, data: WORD }],
      { raw: bytes, tx: partly({ nonce: '0x2', gas: quantity }) },
    ],
    ots_getApiLevel: [[], 8],
    ots_hasCode: [[contract, 'latest'], true],
    ots_traceTransaction: [[called], [partly({ type: 'CALL', depth: 0, to: contract })]],
    ots_getInternalOperations: [[called], []],
    ots_getTransactionError: [[called], '0x'],
    ots_getBlockDetails: [[block.number], partly({ totalFees: quantity })],
    ots_getBlockDetailsByHash: [
      [block.hash],
      partly({ block: partly({ hash: block.hash, transactionCount: 1 }) }),
    ],
    ots_getBlockTransactions: [
      [block.number, 0, 10],
      { fullblock: partly({ transactions: [partly({ hash: called })] }), receipts: [partly({})] },
    ],
    ots_searchTransactionsBefore: [
      [contract, 0, 1],
      partly({ txs: [partly({ hash: called })], firstPage: true }),
    ],
    ots_searchTransactionsAfter: [
      [contract, Number(block.number) - 1, 5],
      partly({ txs: [partly({ hash: called })], firstPage: true, lastPage: false }),
    ],
    ots_getTransactionBySenderAndNonce: [[user, 1], called],
    ots_getContractCreator: [[contract], { hash, creator: user }],
    trace_block: [
      [block.number],
      [
        partly({
          ...{ type: 'call', transactionHash: called, traceAddress: [] },
          result: { gasUsed: quantity, output: WORD },
        }),
      ],
    ],
    trace_transaction: [[called], [partly({ action: partly({ from: user, to: contract }) })]],
    trace_filter: [
      [{ fromBlock: block.number, toBlock: block.number, toAddress: [contract] }],
      [partly({ transactionHash: called })],
    ],
    trace_call: [
      [{ from: user, to: contract, data: WORD }, ['trace']],
      partly({ output: WORD, stateDiff: null }),
    ],
    trace_replayTransaction: [
      [called, ['stateDiff']],
      partly({
        stateDiff: partly({ [user]: partly({ nonce: { '*': { from: '0x1', to: '0x2' } } }) }),
      }),
    ],
    trace_replayBlockTransactions: [
      [block.number, ['trace']],
      [partly({ transactionHash: called, output: WORD })],
    ],
    debug_traceTransaction: [
      [called, { tracer: 'callTracer', tracerConfig: { withLog: true } }],
      partly({
        ...{ type: 'CALL', from: user, to: contract, input: WORD, output: WORD },
        logs: [partly({ address: contract, topics: [TOPIC], data: WORD })],
      }),
    ],
    debug_traceBlockByNumber: [
      [block.number],
      [
        {
          txHash: called,
          result: partly({
            ...{ failed: false, returnValue: WORD },
            structLogs: expect.arrayContaining([partly({ op: 'SSTORE', depth: 1 })]),
          }),
        },
      ],
    ],
    debug_traceBlockByHash: [
      [block.hash, { tracer: 'prestateTracer' }],
      [{ txHash: called, result: partly({ [user]: partly({ nonce: 1 }) }) }],
    ],
    debug_traceCall: [
      [{ from: user, to: contract, data: WORD }, 'latest', { tracer: '4byteTracer' }],
      { '0xabababab-28': 1 },
    ],
    optimism_version: [[], expect.stringMatching(/^mvm\/v/)],
    optimism_syncStatus: [
      [],
      {
        current_l1: l1Block,
        current_l1_finalized: l1Block,
        head_l1: l1Block,
        safe_l1: l1Block,
        finalized_l1: l1Block,
        unsafe_l2: { ...l2Block, hash: block.hash, number: Number(block.number) },
        safe_l2: { ...l2Block, hash: block.hash },
        finalized_l2: l2Block,
        pending_safe_l2: l2Block,
        cross_unsafe_l2: l2Block,
        local_safe_l2: l2Block,
      },
    ],
    optimism_rollupConfig: [
      [],
      partly({
        l1_chain_id: 31_337,
        l2_chain_id: chainId,
        genesis: partly({ l2: { hash, number: 0 } }),
      }),
    ],
    optimism_outputAtBlock: [
      [block.number],
      partly({
        outputRoot: outputRoot({
          stateRoot: block.stateRoot,
          messagePasserStorageRoot: block.withdrawalsRoot,
          blockHash: block.hash,
        }),
        stateRoot: block.stateRoot,
      }),
    ],
    mvm_getCharter: [
      [],
      {
        vision: expect.any(String),
        mission: expect.any(String),
        permissions: [],
        taxrates: [],
        treasury: user,
        management_contract: user,
        version: '0x1',
      },
    ],
    mvm_checkPermission: [
      [{ from: other, opcode: 'DEPLOY' }],
      {
        allowed: true,
        address: other,
        opcode: 'CREATE',
        rule: 'unrestricted',
        charterVersion: '0x1',
      },
    ],
    mvm_effectiveMask: [
      [other],
      { address: other, mask: `0x${'f'.repeat(64)}`, denied: [], charterVersion: '0x1' },
    ],
    mvm_estimateTax: [
      [{ to: other, value: '0x64' }],
      { tax: '0x0', taxrates: [], treasury: user, charterVersion: '0x1' },
    ],
    mvm_batchByBlock: [[block.number], batch],
    mvm_blockWitness: [
      [block.number],
      {
        fromBlock: block.number,
        toBlock: block.number,
        parentHeader: bytes,
        headers: [bytes],
        nodes: expect.arrayContaining([bytes]),
        codes: expect.arrayContaining([bytes]),
      },
    ],
    mvm_finalityStatus: [
      [called],
      {
        blockNumber: block.number,
        blockHash: block.hash,
        level: 'safe',
        reasons: expect.arrayContaining([expect.any(String)]),
        windowSeconds: '0x78',
        withdrawableInSeconds: quantityOrNull,
        batch: batch,
        stateBatch: expect.anything(),
      },
    ],
    mvm_forceInclusionStatus: [
      ['0x0'],
      {
        queueIndex: '0x0',
        state: 'included',
        enqueuedAtL1Block: quantityOrNull,
        forcibleFromL1Block: quantityOrNull,
        blockNumber: '0x1',
        transactionHash: hash,
      },
    ],
    mvm_sequencerSchedule: [
      ['0x1'],
      {
        currentEpoch: quantity,
        epochs: [
          {
            epoch: quantity,
            firstL1Block: quantity,
            state: expect.stringMatching(/^(unknown|drawn|open)$/),
            leader: expect.toBeOneOf([null, address]),
            backups: [],
            producer: null,
          },
        ],
      },
    ],
    mvm_eligibility: [
      [other],
      {
        address: other,
        epoch: quantity,
        isFinal: true,
        isEligible: false,
        weight: '0x0',
        totalWeight: quantity,
        threshold: quantity,
        stake: '0x0',
        allocated: '0x0',
        mayPost: false,
      },
    ],
    mvm_dbt: [
      [],
      {
        threshold: quantity,
        escrow: quantity,
        currentEpoch: quantity,
        inCurrentEpoch: quantity,
        inNextEpoch: quantity,
      },
    ],
    mvm_listDisputes: [[], []],
    mvm_getDispute: [['0x0'], null],
    mvm_disputeTree: [['0x0'], null],
    mvm_executionTrace: [
      [block.number, { position: '0x0', count: '0x1' }],
      {
        ...{ blockNumber: block.number, blockHash: block.hash },
        states: [
          {
            ...{ position: '0x0', kind: 'BLOCK_BEGIN', opcode: null, stateHash: hash },
            ...{ pc: null, gas: null, depth: null },
          },
        ],
      },
    ],
    mvm_oneStepWitness: [
      [block.number, '0x0'],
      {
        ...{ blockNumber: block.number, blockHash: block.hash, position: '0x0' },
        ...{ kind: 'BLOCK_BEGIN', opcode: null, preHash: hash, postHash: hash },
        ...{ moduleId: quantity, tape: expect.stringMatching(/^0x[0-9a-f]{64,}$/) },
      },
    ],
    eth_sendRawTransaction: [[transfers[0].raw], transfers[0].hash],
    eth_sendRawTransactionSync: [
      [transfers[1].raw],
      partly({ transactionHash: transfers[1].hash, status: '0x1', blockHash: hash }),
    ],
  }
}
