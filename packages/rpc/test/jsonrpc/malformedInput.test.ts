import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type JsonRpcAnswer, TestServer, type TestSocket } from '../dac/TestServer.ts'

const ADDRESS = `0x${'12'.repeat(20)}`
const HASH = `0x${'34'.repeat(32)}`

let server: TestServer
let socket: TestSocket
beforeAll(async () => {
  server = await TestServer.start()
  socket = await server.socket()
})
afterAll(async () => {
  socket.close()
  await server[Symbol.asyncDispose]()
})

const request = (method: string, params?: unknown) =>
  JSON.stringify({ jsonrpc: '2.0', id: 7, method, params })

const malformed: readonly [what: string, body: string | Buffer, code: number, id: unknown][] = [
  ['nothing', '', -32700, null],
  ['blanks', '  \n', -32700, null],
  ['a word', 'hello', -32700, null],
  ['half an object', '{"jsonrpc":"2.0","id":7,"method":"eth_chainId"', -32700, null],
  ['two objects', '{} {}', -32700, null],
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), -32700, null],
  ['a comment', '/* hi */ {}', -32700, null],
  ['a trailing comma', '[1,]', -32700, null],
  ['too deep arrays', `${'['.repeat(65)}${']'.repeat(65)}`, -32005, null],
  ['too deep objects', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, -32005, null],
  ['a hundred thousand open brackets', '['.repeat(100_000), -32005, null],
  ['a number', '1', -32600, null],
  ['null', 'null', -32600, null],
  ['a string', '"eth_chainId"', -32600, null],
  ['an empty batch', '[]', -32600, null],
  ['an empty object', '{}', -32600, null],
  ['no version', '{"id":7,"method":"eth_chainId"}', -32600, 7],
  ['another version', '{"jsonrpc":"1.0","id":7,"method":"eth_chainId"}', -32600, 7],
  ['a version that is a number', '{"jsonrpc":2.0,"id":7,"method":"eth_chainId"}', -32600, 7],
  ['no method', '{"jsonrpc":"2.0","id":7}', -32600, 7],
  ['a method that is a number', '{"jsonrpc":"2.0","id":7,"method":1}', -32600, 7],
  ['a method that is null', '{"jsonrpc":"2.0","id":7,"method":null}', -32600, 7],
  ['an id that is an object', '{"jsonrpc":"2.0","id":{},"method":"eth_chainId"}', -32600, null],
  ['an id that is an array', '{"jsonrpc":"2.0","id":[1],"method":"eth_chainId"}', -32600, null],
  ['an id that is true', '{"jsonrpc":"2.0","id":true,"method":"eth_chainId"}', -32600, null],
  ['an id beyond numbers', '{"jsonrpc":"2.0","id":1e999,"method":"eth_chainId"}', -32600, null],
  ['an unknown method', request('eth_fly'), -32601, 7],
  ['an empty method', request(''), -32601, 7],
  ['a name of the prototype', request('constructor'), -32601, 7],
  ['another name of the prototype', request('__proto__'), -32601, 7],
  ['a method in other case', request('ETH_CHAINID'), -32601, 7],
  ['a method that needs keys', request('eth_sendTransaction', [{}]), -32004, 7],
  ['params by name', request('eth_getBalance', { address: ADDRESS }), -32602, 7],
  ['params that are a string', request('eth_getBalance', ADDRESS), -32602, 7],
  ['params that are a number', request('eth_getBalance', 5), -32602, 7],
  ['a missing parameter', request('eth_getBalance', []), -32602, 7],
  ['a required parameter that is null', request('eth_getBalance', [null, 'latest']), -32602, 7],
  ['a surplus parameter', request('eth_chainId', [1]), -32602, 7],
  ['a short address', request('eth_getBalance', [`0x${'12'.repeat(19)}`]), -32602, 7],
  ['a long address', request('eth_getBalance', [`0x${'12'.repeat(21)}`]), -32602, 7],
  ['an address without 0x', request('eth_getBalance', ['12'.repeat(20)]), -32602, 7],
  ['an address with a wrong digit', request('eth_getBalance', [`0x${'1g'.repeat(20)}`]), -32602, 7],
  ['an address that is a number', request('eth_getBalance', [12]), -32602, 7],
  ['an unknown tag', request('eth_getBalance', [ADDRESS, 'newest']), -32602, 7],
  ['a tag in other case', request('eth_getBalance', [ADDRESS, 'Latest']), -32602, 7],
  ['a decimal block number', request('eth_getBalance', [ADDRESS, '1']), -32602, 7],
  ['a block number that is a number', request('eth_getBalance', [ADDRESS, 1]), -32602, 7],
  ['a block number with zeros in front', request('eth_getBalance', [ADDRESS, '0x01']), -32602, 7],
  ['a block number without digits', request('eth_getBalance', [ADDRESS, '0x']), -32602, 7],
  ['a negative block number', request('eth_getBalance', [ADDRESS, '-0x1']), -32602, 7],
  [
    'a block number beyond 2^64',
    request('eth_getBalance', [ADDRESS, `0x1${'0'.repeat(16)}`]),
    -32602,
    7,
  ],
  [
    'a block number beyond 2^53',
    request('eth_getBalance', [ADDRESS, '0x20000000000000']),
    -32602,
    7,
  ],
  [
    'a time of a simulated block beyond 2^53',
    request('eth_call', [{ to: ADDRESS }, 'latest', {}, { time: '0x20000000000000' }]),
    -32602,
    7,
  ],
  ['an empty block object', request('eth_getBalance', [ADDRESS, {}]), -32602, 7],
  [
    'number and hash of a block',
    request('eth_getBalance', [ADDRESS, { blockNumber: '0x0', blockHash: HASH }]),
    -32602,
    7,
  ],
  [
    'a block hash of 31 bytes',
    request('eth_getBalance', [ADDRESS, { blockHash: `0x${'34'.repeat(31)}` }]),
    -32602,
    7,
  ],
  [
    'a canonical flag that is text',
    request('eth_getBalance', [ADDRESS, { blockNumber: '0x0', requireCanonical: 'yes' }]),
    -32602,
    7,
  ],
  ['a block list', request('eth_getBalance', [ADDRESS, ['latest']]), -32602, 7],
  ['a hash where a number belongs', request('eth_getBlockByNumber', [HASH, false]), -32602, 7],
  ['a flag that is a number', request('eth_getBlockByNumber', ['latest', 1]), -32602, 7],
  [
    'a transaction hash of 31 bytes',
    request('eth_getTransactionByHash', [`0x${'34'.repeat(31)}`]),
    -32602,
    7,
  ],
  [
    'a storage key with a wrong digit',
    request('eth_getStorageAt', [ADDRESS, '0xasdf', 'latest']),
    -32602,
    7,
  ],
  [
    'a storage key of 33 bytes',
    request('eth_getStorageAt', [ADDRESS, `0x${'34'.repeat(33)}`]),
    -32602,
    7,
  ],
  ['storage keys that are no list', request('eth_getProof', [ADDRESS, '0x0', 'latest']), -32602, 7],
  ['a call that is text', request('eth_call', ['0x', 'latest']), -32602, 7],
  ['a call that is a list', request('eth_call', [[], 'latest']), -32602, 7],
  ['a call with odd data', request('eth_call', [{ to: ADDRESS, data: '0x123' }]), -32602, 7],
  [
    'a call with data that differs from input',
    request('eth_call', [{ data: '0x12', input: '0x13' }]),
    -32602,
    7,
  ],
  ['a call with a value that is a number', request('eth_call', [{ value: 1 }]), -32602, 7],
  [
    'a call with a value above 256 bits',
    request('eth_call', [{ value: `0x1${'0'.repeat(64)}` }]),
    -32602,
    7,
  ],
  [
    'a call with gas above 64 bits',
    request('eth_call', [{ gas: `0x1${'0'.repeat(16)}` }]),
    -32602,
    7,
  ],
  [
    'a call with both kinds of prices',
    request('eth_call', [{ gasPrice: '0x1', maxFeePerGas: '0x1' }]),
    -32602,
    7,
  ],
  [
    'a call with a tip above its fee',
    request('eth_call', [{ maxPriorityFeePerGas: '0x2', maxFeePerGas: '0x1' }]),
    -32602,
    7,
  ],
  [
    'a call with blobs',
    request('eth_call', [{ to: ADDRESS, blobVersionedHashes: [HASH] }]),
    -32004,
    7,
  ],
  ['a call for another chain', request('eth_call', [{ to: ADDRESS, chainId: '0x1' }]), -32000, 7],
  ['an access list that is an object', request('eth_call', [{ accessList: {} }]), -32602, 7],
  [
    'an access list without address',
    request('eth_call', [{ accessList: [{ storageKeys: [] }] }]),
    -32602,
    7,
  ],
  [
    'an access list with a short key',
    request('eth_call', [{ accessList: [{ address: ADDRESS, storageKeys: ['0x1'] }] }]),
    -32602,
    7,
  ],
  [
    'an authorization without nonce',
    request('eth_call', [
      {
        authorizationList: [
          { chainId: '0x1', address: ADDRESS, yParity: '0x0', r: '0x1', s: '0x1' },
        ],
      },
    ]),
    -32602,
    7,
  ],
  ['overrides that are a list', request('eth_call', [{ to: ADDRESS }, 'latest', []]), -32602, 7],
  [
    'an override of no address',
    request('eth_call', [{ to: ADDRESS }, 'latest', { x: {} }]),
    -32602,
    7,
  ],
  [
    'an override of state and stateDiff',
    request('eth_call', [{ to: ADDRESS }, 'latest', { [ADDRESS]: { state: {}, stateDiff: {} } }]),
    -32602,
    7,
  ],
  [
    'an override of a slot with a short word',
    request('eth_call', [{ to: ADDRESS }, 'latest', { [ADDRESS]: { state: { [HASH]: '0x1' } } }]),
    -32602,
    7,
  ],
  [
    'an override that moves a precompile to no address',
    request('eth_call', [
      { to: ADDRESS },
      'latest',
      { [ADDRESS]: { movePrecompileToAddress: '0x1' } },
    ]),
    -32602,
    7,
  ],
  [
    'a block override with a number',
    request('eth_call', [{ to: ADDRESS }, 'latest', {}, { time: 5 }]),
    -32602,
    7,
  ],
  [
    'logs by hash and range',
    request('eth_getLogs', [{ blockHash: HASH, fromBlock: '0x0' }]),
    -32602,
    7,
  ],
  [
    'logs of a reversed range',
    request('eth_getLogs', [{ fromBlock: '0x1', toBlock: '0x0' }]),
    -32602,
    7,
  ],
  [
    'logs beyond the head',
    request('eth_getLogs', [{ fromBlock: '0x0', toBlock: '0x7' }]),
    -32602,
    7,
  ],
  ['logs of an unknown block', request('eth_getLogs', [{ blockHash: HASH }]), -32000, 7],
  ['five topics', request('eth_getLogs', [{ topics: [null, null, null, null, null] }]), -32602, 7],
  ['a short topic', request('eth_getLogs', [{ topics: ['0x12'] }]), -32602, 7],
  ['topics that are text', request('eth_getLogs', [{ topics: HASH }]), -32602, 7],
  ['an address list with a number', request('eth_getLogs', [{ address: [ADDRESS, 1] }]), -32602, 7],
  ['a filter that was never made', request('eth_getFilterChanges', ['0x1']), -32000, 7],
  ['a filter id that is a number', request('eth_getFilterChanges', [1]), -32602, 7],
  ['a block that is not there', request('eth_getBalance', [ADDRESS, '0x7']), -32000, 7],
  [
    'a block hash that is not there',
    request('eth_call', [{ to: ADDRESS }, { blockHash: HASH }]),
    -32000,
    7,
  ],
  ['descending percentiles', request('eth_feeHistory', ['0x1', 'latest', [50, 20]]), -32602, 7],
  ['a percentile above 100', request('eth_feeHistory', ['0x1', 'latest', [101]]), -32602, 7],
  ['too many fee blocks', request('eth_feeHistory', ['0x401', 'latest', []]), -32005, 7],
  ['a raw transaction of nothing', request('eth_sendRawTransaction', ['0x']), -32000, 7],
  ['a raw transaction of rubbish', request('eth_sendRawTransaction', ['0x02deadbeef']), -32000, 7],
  ['a raw blob transaction', request('eth_sendRawTransaction', ['0x03c0']), -32000, 7],
  [
    'a permission query without from',
    request('mvm_checkPermission', [{ opcode: 'SSTORE' }]),
    -32602,
    7,
  ],
  [
    'a permission query for no opcode',
    request('mvm_checkPermission', [{ from: ADDRESS, opcode: 'FLY' }]),
    -32602,
    7,
  ],
  [
    'a permission query beyond a byte',
    request('mvm_checkPermission', [{ from: ADDRESS, opcode: '0x100' }]),
    -32602,
    7,
  ],
]

describe('malformed input', () => {
  it.each(malformed)('%s gets its exact code over HTTP', async (_what, body, code, id) => {
    const { status, text } = await server.post(body)
    const answer = JSON.parse(text) as JsonRpcAnswer
    expect(status).toBe(200)
    expect(answer).toMatchObject({ jsonrpc: '2.0', id, error: { code } })
    expect(answer).not.toHaveProperty('result')
    expect(answer.error?.message).not.toBe('')
  })

  it.each(malformed)('%s gets the same answer over WebSocket', async (_what, body) => {
    const { text } = await server.post(body)
    socket.socket.send(body)
    expect(await socket.next()).toEqual(JSON.parse(text))
  })

  it('refuses subscriptions where nothing can be pushed', async () => {
    expect(await server.error('eth_subscribe', 'newHeads')).toMatchObject({ code: -32004 })
  })

  it.each([
    ['an unknown kind', ['oldHeads'], -32602],
    ['no kind', [], -32602],
    ['a log filter that is text', ['logs', 'all'], -32602],
    ['a flag that is text', ['newPendingTransactions', 'yes'], -32602],
  ])('refuses a subscription to %s', async (_what, params, code) => {
    const { error } = await socket.answer('eth_subscribe', ...params)
    expect(error?.code).toBe(code)
  })

  it('refuses to end a subscription that is not there', async () => {
    const { error } = await socket.answer('eth_unsubscribe', '0x12')
    expect(error).toMatchObject({ code: -32000, message: 'subscription not found' })
  })

  it('says where a wrong value stands', async () => {
    const { message } = await server.error('eth_call', { accessList: [{ address: '0x12' }] })
    expect(message).toBe(
      'invalid argument 0.accessList.0.address: hex string has length 2, want 40 for an address',
    )
  })

  it('gives standard errors no data, as the reference clients do', async () => {
    expect(await server.error('eth_getBalance', ADDRESS, '0x7')).toEqual({
      code: -32000,
      message: 'header not found',
    })
  })
})
