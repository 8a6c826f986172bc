import { encodeBlockHeader, encodeTransaction, keccak256Hex, toHex } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { methodTable } from '../../src/index.ts'
import { managementContract } from '../dac/TestCharter.ts'
import { TestServer } from '../dac/TestServer.ts'
import { testFrame } from '../dac/TestTrace.ts'
import { alice, bob, scriptedAccounts } from '../dac/testAccounts.ts'
import { deposit, logging, transfer } from '../dac/transactions.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
  const { dac } = server
  dac.state.balances.set(alice.address, 5n * 10n ** 18n)
  dac.state.nonces.set(alice.address, 2n)
  dac.state.codes.set(scriptedAccounts.echo, Uint8Array.of(0x60, 0x01))
  dac.chain.mine({ transactions: [deposit(dac.chainId)] })
  dac.chain.mine({ transactions: [logging(dac.chainId, 1), transfer(dac.chainId, { nonce: 1n })] })
  dac.chain.levels.safe = 1
  dac.chain.levels.finalized = 1
  await dac.pool.submit(encoded({ nonce: 2n }))
  await dac.pool.submit(encoded({ nonce: 4n }))
})
afterAll(() => server[Symbol.asyncDispose]())

const encoded = (fields: { nonce: bigint }) =>
  encodeTransaction(transfer(server.dac.chainId, fields))

const block = (number: number) => {
  const found = server.dac.chain.blocks[number]
  if (found === undefined) throw new Error(`no block ${number}`)
  return found
}
const transactionHash = (number: number, index: number) =>
  block(number).transactions[index]?.hash ?? ''
/** What TestTrace records, as OpenEthereum wrote it. */
const flatFrames = (number: number | null, transactionPosition: number) => {
  const place =
    number === null
      ? {}
      : {
          blockHash: block(number).hash,
          blockNumber: number,
          transactionHash: transactionHash(number, transactionPosition),
          transactionPosition,
        }
  return [
    {
      type: 'call',
      action: {
        ...{ callType: 'call', from: alice.address, to: bob.address, gas: '0x5300' },
        ...{ input: '0x12345678', value: '0x1' },
      },
      result: { gasUsed: '0x5208', output: '0x' },
      ...{ subtraces: 1, traceAddress: [], ...place },
    },
    {
      type: 'call',
      action: {
        ...{ callType: 'staticcall', from: bob.address, to: alice.address, gas: '0x10' },
        ...{ input: '0x', value: '0x0' },
      },
      result: { gasUsed: '0x8', output: '0x08' },
      ...{ error: 'Reverted', subtraces: 0, traceAddress: [0], ...place },
    },
  ]
}
const word = (digits: string) => `0x${digits.padStart(64, '0')}`

/** What each method answers on that chain; every method has an entry. */
const answers: Readonly<
  Record<string, { readonly params?: () => readonly unknown[]; readonly result: () => unknown }>
> = {
  web3_clientVersion: { result: () => 'mvm/v0.1.0-test' },
  web3_sha3: {
    params: () => ['0x68656c6c6f'],
    result: () => '0x1c8aff950685c2ed4bc3174f3472287b56d9517b9c948127319a09a7a36deac8',
  },
  net_version: { result: () => '1088001' },
  net_listening: { result: () => true },
  net_peerCount: { result: () => '0x0' },
  rpc_modules: { result: () => expect.objectContaining({ eth: '1.0', mvm: '1.0' }) },
  eth_chainId: { result: () => '0x109a01' },
  eth_accounts: { result: () => [] },
  eth_coinbase: { result: () => `0x${'00'.repeat(20)}` },
  eth_mining: { result: () => false },
  eth_protocolVersion: { result: () => '0x41' },
  eth_blockNumber: { result: () => '0x2' },
  eth_syncing: { result: () => false },
  eth_gasPrice: { result: () => '0xf4243' },
  eth_maxPriorityFeePerGas: { result: () => '0x3' },
  eth_baseFee: { result: () => '0xf4240' },
  eth_capabilities: {
    result: () => ({
      head: { number: '0x2', hash: block(2).hash },
      state: { disabled: false, oldestBlock: '0x0' },
      tx: { disabled: false, oldestBlock: '0x0' },
      logs: { disabled: false, oldestBlock: '0x0' },
      receipts: { disabled: false, oldestBlock: '0x0' },
      blocks: { disabled: false, oldestBlock: '0x0' },
      stateproofs: { disabled: false, oldestBlock: '0x0' },
    }),
  },
  eth_config: {
    result: () => ({
      current: {
        activationTime: 0,
        blobSchedule: null,
        chainId: '0x109a01',
        forkId: '0x12345678',
        precompiles: { ECREC: `0x${'00'.repeat(19)}01` },
        systemContracts: {},
      },
      next: null,
      last: null,
    }),
  },
  eth_getStorageValues: {
    params: () => [{ [bob.address]: ['0x5', word('6')] }, 'latest'],
    result: () => ({ [bob.address]: [word('5'), word('6')] }),
  },
  eth_simulateV1: {
    params: () => [
      {
        blockStateCalls: [
          { blockOverrides: { number: '0x4' }, calls: [{ to: scriptedAccounts.reverts }, {}] },
        ],
      },
    ],
    result: () => [
      expect.objectContaining({ number: '0x3', calls: [] }),
      expect.objectContaining({
        number: '0x4',
        timestamp: `0x${(block(2).header.timestamp + 24).toString(16)}`,
        calls: [
          {
            returnData: '0x',
            logs: [],
            gasUsed: '0x7530',
            maxUsedGas: '0x7530',
            status: '0x0',
            error: { code: 3, message: 'execution reverted', data: '0x' },
          },
          { returnData: '0x', logs: [], gasUsed: '0x5208', maxUsedGas: '0x55f0', status: '0x1' },
        ],
      }),
    ],
  },
  eth_blobBaseFee: { result: () => '0x1' },
  eth_feeHistory: {
    params: () => ['0x2', 'latest', [0, 50, 100]],
    result: () => ({
      oldestBlock: '0x1',
      baseFeePerGas: ['0xf4240', '0xf4240', '0xf4240'],
      gasUsedRatio: [21_000 / 30_000_000, 42_000 / 30_000_000],
      baseFeePerBlobGas: ['0x1', '0x1', '0x1'],
      blobGasUsedRatio: [0, 0],
      reward: [
        ['0x0', '0x0', '0x0'],
        ['0x5', '0x5', '0x5'],
      ],
    }),
  },
  eth_getBalance: { params: () => [alice.address], result: () => '0x4563918244f40000' },
  eth_getCode: { params: () => [scriptedAccounts.echo, 'safe'], result: () => '0x6001' },
  eth_getStorageAt: { params: () => [bob.address, '0x5', 'latest'], result: () => word('5') },
  eth_getTransactionCount: { params: () => [alice.address, 'pending'], result: () => '0x3' },
  eth_getProof: {
    params: () => [alice.address, ['0x05', word('6')], { blockHash: block(1).hash }],
    result: () => ({
      address: alice.address,
      accountProof: ['0x0102', '0x03'],
      balance: '0x4563918244f40000',
      codeHash: `0x${'c0'.repeat(32)}`,
      nonce: '0x2',
      storageHash: `0x${'50'.repeat(32)}`,
      storageProof: [
        { key: '0x5', value: '0x5', proof: ['0x04'] },
        { key: word('6'), value: '0x6', proof: ['0x04'] },
      ],
    }),
  },
  eth_call: {
    params: () => [{ to: scriptedAccounts.echo, data: '0x1234' }, 'latest'],
    result: () => '0x1234',
  },
  eth_estimateGas: { params: () => [{ to: bob.address }], result: () => '0xcf08' },
  eth_createAccessList: {
    params: () => [{ to: scriptedAccounts.halts }],
    result: () => ({
      accessList: [{ address: scriptedAccounts.echo, storageKeys: [`0x${'07'.repeat(32)}`] }],
      gasUsed: '0x61a8',
      error: 'out of gas',
    }),
  },
  eth_sendRawTransaction: {
    params: () => [`0x${Buffer.from(encoded({ nonce: 3n })).toString('hex')}`],
    result: () => transfer(server.dac.chainId, { nonce: 3n }).hash,
  },
  eth_sendRawTransactionSync: {
    params: () => {
      server.dac.pool.onAccepted = () =>
        server.dac.chain.mine({ transactions: server.dac.pool.take() })
      return [`0x${Buffer.from(encoded({ nonce: 5n })).toString('hex')}`, '0x1388']
    },
    result: () =>
      expect.objectContaining({
        status: '0x1',
        blockNumber: '0x3',
        transactionHash: transfer(server.dac.chainId, { nonce: 5n }).hash,
      }),
  },
  eth_getBlockByNumber: {
    params: () => ['earliest', false],
    result: () => expect.objectContaining({ number: '0x0', hash: block(0).hash, transactions: [] }),
  },
  eth_getBlockByHash: {
    params: () => [block(2).hash, false],
    result: () =>
      expect.objectContaining({
        number: '0x2',
        transactions: [transactionHash(2, 0), transactionHash(2, 1)],
      }),
  },
  eth_getHeaderByNumber: {
    params: () => ['0x1'],
    result: () => expect.objectContaining({ number: '0x1', hash: block(1).hash }),
  },
  eth_getHeaderByHash: {
    params: () => [block(1).hash],
    result: () => expect.objectContaining({ number: '0x1', parentHash: block(0).hash }),
  },
  eth_getBlockReceipts: {
    params: () => [block(2).hash],
    result: () => [
      expect.objectContaining({ transactionIndex: '0x0', logs: [expect.anything()] }),
      expect.objectContaining({ transactionIndex: '0x1', logs: [] }),
    ],
  },
  eth_getBlockTransactionCountByHash: { params: () => [block(2).hash], result: () => '0x2' },
  eth_getBlockTransactionCountByNumber: { params: () => ['0x1'], result: () => '0x1' },
  eth_getUncleCountByBlockHash: { params: () => [block(1).hash], result: () => '0x0' },
  eth_getUncleCountByBlockNumber: { params: () => ['0x1'], result: () => '0x0' },
  eth_getUncleByBlockHashAndIndex: { params: () => [block(1).hash, '0x0'], result: () => null },
  eth_getUncleByBlockNumberAndIndex: { params: () => ['0x1', '0x0'], result: () => null },
  eth_getTransactionByBlockHashAndIndex: {
    params: () => [block(2).hash, '0x1'],
    result: () => expect.objectContaining({ hash: transactionHash(2, 1), nonce: '0x1' }),
  },
  eth_getTransactionByBlockNumberAndIndex: {
    params: () => ['0x1', '0x0'],
    result: () => expect.objectContaining({ type: '0x7e' }),
  },
  eth_getTransactionByHash: {
    params: () => [transfer(server.dac.chainId, { nonce: 4n }).hash],
    result: () => expect.objectContaining({ nonce: '0x4', from: alice.address }),
  },
  eth_getRawTransactionByHash: {
    params: () => [transactionHash(2, 1)],
    result: () => `0x${Buffer.from(encoded({ nonce: 1n })).toString('hex')}`,
  },
  eth_getTransactionReceipt: {
    params: () => [transactionHash(2, 1)],
    result: () => expect.objectContaining({ gasUsed: '0x5208', cumulativeGasUsed: '0xa410' }),
  },
  eth_getLogs: {
    params: () => [{ fromBlock: 'earliest', topics: [[word('1'), `0x${'01'.repeat(32)}`]] }],
    result: () => [
      {
        address: scriptedAccounts.logger,
        topics: [`0x${'01'.repeat(32)}`],
        data: '0xcafe',
        blockNumber: '0x2',
        blockHash: block(2).hash,
        blockTimestamp: '0x4',
        transactionHash: transactionHash(2, 0),
        transactionIndex: '0x0',
        logIndex: '0x0',
        removed: false,
      },
    ],
  },
  eth_newFilter: {
    params: () => [{}],
    result: () => expect.stringMatching(/^0x[1-9a-f][0-9a-f]{20,31}$/),
  },
  eth_newBlockFilter: { result: () => expect.stringMatching(/^0x[1-9a-f][0-9a-f]{20,31}$/) },
  eth_newPendingTransactionFilter: {
    result: () => expect.stringMatching(/^0x[1-9a-f][0-9a-f]{20,31}$/),
  },
  eth_uninstallFilter: { params: () => ['0x12'], result: () => false },
  txpool_status: { result: () => ({ pending: '0x1', queued: '0x1' }) },
  txpool_content: {
    result: () => ({
      pending: { [alice.address]: { 2: expect.objectContaining({ blockHash: null }) } },
      queued: { [alice.address]: { 4: expect.objectContaining({ transactionIndex: null }) } },
    }),
  },
  txpool_contentFrom: {
    params: () => [bob.address],
    result: () => ({ pending: {}, queued: {} }),
  },
  txpool_inspect: {
    result: () => ({
      pending: { [alice.address]: { 2: summary } },
      queued: { [alice.address]: { 4: summary } },
    }),
  },
  debug_getRawHeader: { params: () => ['0x1'], result: () => expect.stringMatching(/^0xf902/) },
  debug_getRawBlock: { params: () => ['0x2'], result: () => expect.stringMatching(/^0xf9/) },
  debug_getRawReceipts: {
    params: () => ['latest'],
    result: () => [expect.stringMatching(/^0x02f9/), expect.stringMatching(/^0x02f9/)],
  },
  debug_getBadBlocks: { result: () => [] },
  erigon_getHeaderByNumber: {
    params: () => ['0x1'],
    result: () => expect.objectContaining({ hash: block(1).hash }),
  },
  eth_getTransactionBySenderAndNonce: {
    params: () => [alice.address, '0x4'],
    result: () => expect.objectContaining({ nonce: '0x4', blockHash: null }),
  },
  eth_fillTransaction: {
    params: () => [{ from: alice.address, to: bob.address, value: '0x1' }],
    result: () => ({
      raw: expect.stringMatching(/^0x02/),
      tx: {
        ...{ type: '0x2', chainId: '0x109a01', from: alice.address, to: bob.address },
        ...{ nonce: '0x3', gas: '0xcf08', value: '0x1', input: '0x', accessList: [] },
        ...{ maxFeePerGas: '0x1e8483', maxPriorityFeePerGas: '0x3' },
      },
    }),
  },
  ots_getApiLevel: { result: () => 8 },
  ots_hasCode: { params: () => [scriptedAccounts.echo, 'latest'], result: () => true },
  ots_traceTransaction: {
    params: () => [transactionHash(2, 1)],
    result: () => [
      {
        ...{ type: 'CALL', depth: 0, from: alice.address, to: bob.address, value: '0x1' },
        ...{ input: '0x12345678', output: '0x' },
      },
      {
        ...{ type: 'STATICCALL', depth: 1, from: bob.address, to: alice.address, value: null },
        ...{ input: '0x', output: '0x08' },
      },
    ],
  },
  ots_getInternalOperations: { params: () => [transactionHash(2, 1)], result: () => [] },
  ots_getTransactionError: { params: () => [transactionHash(2, 1)], result: () => '0x' },
  ots_getBlockDetails: {
    params: () => ['0x2'],
    result: () =>
      expect.objectContaining({
        block: expect.objectContaining({ hash: block(2).hash, transactionCount: 2 }),
        totalFees: `0x${(2n * 21_000n * 1_000_005n).toString(16)}`,
      }),
  },
  ots_getBlockDetailsByHash: {
    params: () => [block(1).hash],
    result: () => expect.objectContaining({ totalFees: '0x0' }),
  },
  ots_getBlockTransactions: {
    params: () => ['0x2', 1, 1],
    result: () => ({
      fullblock: expect.objectContaining({
        transactionCount: 2,
        transactions: [expect.objectContaining({ hash: transactionHash(2, 1) })],
      }),
      receipts: [expect.objectContaining({ transactionHash: transactionHash(2, 1), logs: null })],
    }),
  },
  ots_searchTransactionsBefore: {
    params: () => [alice.address, 0, 1],
    result: () => ({
      txs: [
        expect.objectContaining({ hash: transactionHash(2, 1) }),
        expect.objectContaining({ hash: transactionHash(2, 0) }),
      ],
      receipts: [
        expect.objectContaining({ timestamp: block(2).header.timestamp }),
        expect.objectContaining({ transactionIndex: '0x0' }),
      ],
      firstPage: true,
      lastPage: false,
    }),
  },
  ots_searchTransactionsAfter: {
    params: () => [alice.address, 1, 5],
    result: () =>
      expect.objectContaining({
        txs: [
          expect.objectContaining({ hash: transactionHash(2, 1) }),
          expect.objectContaining({ hash: transactionHash(2, 0) }),
        ],
        firstPage: true,
        lastPage: false,
      }),
  },
  ots_getTransactionBySenderAndNonce: {
    params: () => [bob.address, 0],
    result: () => null,
  },
  ots_getContractCreator: { params: () => [bob.address], result: () => null },
  trace_block: {
    params: () => ['0x2'],
    result: () => [0, 1].flatMap((position) => flatFrames(2, position)),
  },
  trace_transaction: {
    params: () => [transactionHash(2, 1)],
    result: () => flatFrames(2, 1),
  },
  trace_filter: {
    params: () => [
      { fromBlock: '0x0', toBlock: '0x2', fromAddress: [bob.address], after: 1, count: 1 },
    ],
    result: () => [flatFrames(2, 0)[1]],
  },
  trace_call: {
    params: () => [{ to: bob.address }, ['trace', 'stateDiff']],
    result: () => ({
      output: '0x',
      vmTrace: null,
      trace: flatFrames(null, 0),
      stateDiff: {
        [alice.address]: {
          balance: { '*': { from: '0x5', to: '0x4' } },
          nonce: { '*': { from: '0x1', to: '0x2' } },
          code: '=',
          storage: {},
        },
      },
    }),
  },
  trace_replayTransaction: {
    params: () => [transactionHash(2, 1), ['trace']],
    result: () => ({ output: '0x', stateDiff: null, vmTrace: null, trace: flatFrames(null, 0) }),
  },
  trace_replayBlockTransactions: {
    params: () => ['0x1', []],
    result: () => [
      {
        ...{ output: '0x', stateDiff: null, vmTrace: null, trace: [] },
        transactionHash: transactionHash(1, 0),
      },
    ],
  },
  debug_traceBlockByNumber: {
    params: () => ['0x2', { tracer: 'callTracer' }],
    result: () => [
      { txHash: transactionHash(2, 0), result: testFrame },
      { txHash: transactionHash(2, 1), result: testFrame },
    ],
  },
  debug_traceBlockByHash: {
    params: () => [block(1).hash],
    result: () => [
      {
        txHash: transactionHash(1, 0),
        result: { gas: 21_000, failed: false, returnValue: '0x', structLogs: [] },
      },
    ],
  },
  debug_traceTransaction: {
    params: () => [transactionHash(2, 1), { tracer: 'callTracer' }],
    result: () => testFrame,
  },
  debug_traceCall: {
    params: () => [{ to: bob.address }, 'latest', { tracer: 'prestateTracer' }],
    result: () => ({ [alice.address]: { balance: '0x5', nonce: 1 } }),
  },
  debug_getRawTransaction: { params: () => [word('5')], result: () => '0x' },
  optimism_version: { result: () => 'mvm/v0.1.0-test' },
  optimism_syncStatus: {
    result: () =>
      expect.objectContaining({
        unsafe_l2: {
          hash: block(2).hash,
          number: 2,
          parentHash: block(1).hash,
          timestamp: 4,
          l1origin: { hash: `0x${'11'.repeat(32)}`, number: 100 },
          sequenceNumber: 0,
        },
        safe_l2: expect.objectContaining({ number: 1 }),
        finalized_l2: expect.objectContaining({ number: 1 }),
        head_l1: expect.objectContaining({ number: 100 }),
      }),
  },
  optimism_rollupConfig: {
    result: () =>
      expect.objectContaining({
        l1_chain_id: 31337,
        l2_chain_id: 1_088_001,
        batch_inbox_address: `0x${'a4'.repeat(20)}`,
      }),
  },
  optimism_outputAtBlock: {
    params: () => ['0x1'],
    result: () => {
      const { stateRoot, withdrawalsRoot } = block(1).header
      const parts = [word('0'), stateRoot, withdrawalsRoot, block(1).hash]
      return expect.objectContaining({
        version: word('0'),
        outputRoot: keccak256Hex(Buffer.from(parts.map((hex) => hex.slice(2)).join(''), 'hex')),
        stateRoot,
        withdrawalStorageRoot: withdrawalsRoot,
        blockRef: expect.objectContaining({ number: 1, sequenceNumber: 0 }),
      })
    },
  },
  mvm_getCharter: {
    result: () => ({
      vision: 'A bakery owned by its neighbours.',
      mission: 'Bread every morning – für alle.',
      permissions: [
        { operation: 'allow', opcode: 'CREATE', addresses: [alice.address] },
        { operation: 'allow', opcode: 'CREATE2', addresses: [alice.address] },
        { operation: 'deny', opcode: 'SSTORE', addresses: [alice.address] },
      ],
      taxrates: [{ threshold: '0x64', rate: '0x64' }],
      treasury: `0x${'7e'.repeat(20)}`,
      management_contract: managementContract,
      version: '0x1',
    }),
  },
  mvm_effectiveMask: {
    params: () => [bob.address],
    result: () => ({
      address: bob.address,
      mask: word('ffde'.padEnd(64, 'f')),
      denied: ['CREATE', 'CREATE2', 'DEPLOY'],
      charterVersion: '0x1',
    }),
  },
  mvm_checkPermission: {
    params: () => [{ from: alice.address, opcode: 'SSTORE' }],
    result: () => ({
      allowed: false,
      address: alice.address,
      opcode: 'SSTORE',
      rule: 'denied',
      charterVersion: '0x1',
    }),
  },
  mvm_estimateTax: {
    params: () => [{ to: bob.address, value: '0x1f4' }],
    result: () => ({
      tax: '0x4',
      taxrates: [{ threshold: '0x64', rate: '0x64' }],
      treasury: `0x${'7e'.repeat(20)}`,
      charterVersion: '0x1',
    }),
  },
  mvm_batchByBlock: {
    params: () => ['0x1'],
    result: () => expect.objectContaining({ batchIndex: '0x0', l1BlockNumber: '0x65' }),
  },
  mvm_blockWitness: {
    params: () => ['0x1', '0x2'],
    result: () => ({
      fromBlock: '0x1',
      toBlock: '0x2',
      parentHeader: toHex(encodeBlockHeader(block(0).header)),
      headers: [1, 2].map((number) => toHex(encodeBlockHeader(block(number).header))),
      nodes: [`0x${'00'.repeat(100)}`, `0x${'01'.repeat(100)}`],
      codes: ['0x00'],
    }),
  },
  mvm_finalityStatus: {
    params: () => [transactionHash(1, 0)],
    result: () =>
      expect.objectContaining({
        blockNumber: '0x1',
        level: 'finalized',
        reasons: ['the state root is not asserted yet'],
        withdrawableInSeconds: '0x78',
        stateBatch: expect.objectContaining({ stateBatchIndex: '0x0' }),
      }),
  },
  mvm_sequencerSchedule: {
    params: () => ['0x2'],
    result: () => ({
      currentEpoch: '0x7',
      epochs: [
        {
          ...{ epoch: '0x7', firstL1Block: '0x46', state: 'drawn' },
          ...{ leader: alice.address, backups: [bob.address], producer: null },
        },
        {
          ...{ epoch: '0x8', firstL1Block: '0x50', state: 'unknown' },
          ...{ leader: null, backups: [], producer: null },
        },
      ],
    }),
  },
  mvm_eligibility: {
    params: () => [bob.address, '0x9'],
    result: () => ({
      ...{ address: bob.address, epoch: '0x9', isFinal: false, isEligible: true, mayPost: true },
      ...{ weight: '0xde0b6b3a7640000', totalWeight: '0x3782dace9d900000' },
      ...{ threshold: '0xde0b6b3a7640000', stake: '0x7ce66c50e2840000' },
      allocated: '0x1bc16d674ec80000',
    }),
  },
  mvm_dbt: {
    result: () => ({
      ...{ threshold: '0x3', escrow: '0x64', currentEpoch: '0x7' },
      ...{ inCurrentEpoch: '0x2', inNextEpoch: '0x1' },
    }),
  },
  mvm_listDisputes: {
    result: () => [
      {
        ...{ disputeId: '0x3', stateBatchIndex: '0x5', blockNumber: '0x28', openedAt: '0x3e8' },
        ...{ challenger: bob.address, bond: '0x10', agreedRoot: `0x${'01'.repeat(32)}` },
        ...{ claimedRoot: `0x${'02'.repeat(32)}`, challengerRoot: `0x${'03'.repeat(32)}` },
      },
    ],
  },
  mvm_forceInclusionStatus: {
    params: () => ['0x0'],
    result: () => expect.objectContaining({ state: 'included', forcibleFromL1Block: '0x14' }),
  },
}

const summary = `${bob.address}: 1 wei + 100000 gas × 2000000000 wei`

/** These need more than a call: see the tests of filters, subscriptions and access. */
const elsewhere = [
  ...['eth_subscribe', 'eth_unsubscribe', 'eth_getFilterChanges', 'eth_getFilterLogs'],
  ...['mvm_signInChallenge', 'mvm_signIn', 'mvm_useSession'],
]

/** These change the chain or the pool, and so come last. */
const changing = ['eth_sendRawTransaction', 'eth_sendRawTransactionSync']
const ordered = [...Object.keys(answers).filter((name) => !changing.includes(name)), ...changing]

describe('every method', () => {
  it('is in the table below or in the tests of filters, subscriptions and access', () => {
    expect([...ordered, ...elsewhere].sort()).toEqual([...methodTable.keys()].sort())
  })

  it.each(ordered)('%s answers what the chain says', async (name) => {
    const { params = () => [], result } = answers[name] ?? { result: () => undefined }
    expect(await server.result(name, ...params())).toEqual(result())
  })

  it.each([
    ['eth_getBlockByNumber', ['0x99', false]],
    ['eth_getBlockByHash', [word('99'), true]],
    ['eth_getHeaderByNumber', ['0x99']],
    ['eth_getHeaderByHash', [word('99')]],
    ['eth_getBlockReceipts', ['0x99']],
    ['eth_getBlockTransactionCountByHash', [word('99')]],
    ['eth_getBlockTransactionCountByNumber', ['0x99']],
    ['eth_getUncleCountByBlockHash', [word('99')]],
    ['eth_getUncleCountByBlockNumber', ['0x99']],
    ['eth_getTransactionByBlockHashAndIndex', [word('99'), '0x0']],
    ['eth_getTransactionByBlockNumberAndIndex', ['0x1', '0x1']],
    ['eth_getTransactionByHash', [word('99')]],
    ['eth_getRawTransactionByHash', [word('99')]],
    ['eth_getTransactionReceipt', [word('99')]],
    ['mvm_batchByBlock', ['0x2']],
    ['mvm_finalityStatus', [word('99')]],
    ['mvm_forceInclusionStatus', ['0x9']],
    ['mvm_getCharter', ['0x0']],
  ])('%s answers null where there is nothing', async (name, params) => {
    expect(await server.result(name, ...params)).toBeNull()
  })
})
