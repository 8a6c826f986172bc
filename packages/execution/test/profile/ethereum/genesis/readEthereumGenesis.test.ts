import { asAddress } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import {
  InvalidGenesisError,
  MemoryStateStore,
  readAccount,
  readCode,
  readEthereumGenesis,
  readStorage,
} from '../../../../src/index.ts'

const blobSchedule = {
  cancun: { target: 3, max: 6, baseFeeUpdateFraction: 3_338_477 },
  osaka: { target: 7, max: 8, baseFeeUpdateFraction: 5 },
  bpo1: { target: 10, max: 15, baseFeeUpdateFraction: 8_346_193 },
}

const config = {
  chainId: 7,
  homesteadBlock: 1,
  eip150Block: 2,
  eip155Block: 3,
  eip158Block: 3,
  byzantiumBlock: 4,
  constantinopleBlock: 5,
  istanbulBlock: 6,
  muirGlacierBlock: 7,
  berlinBlock: 7,
  londonBlock: 8,
  terminalTotalDifficulty: 100,
  mergeNetsplitBlock: 9,
  shanghaiTime: 100,
  cancunTime: 200,
  pragueTime: 300,
  osakaTime: 400,
  bpo1Time: 500,
  blobSchedule,
}

const read = (changes: object = {}, file: object = {}) =>
  readEthereumGenesis({ config: { ...config, ...changes }, alloc: {}, ...file })

describe('A genesis file', () => {
  it('says which upgrade is in force at which block', () => {
    const { profile, schedule } = read()
    const byNumber = Array.from({ length: 11 }, (_, number) =>
      profile.forkAt({ number, timestamp: number }),
    )
    expect(byNumber).toEqual([
      'frontier',
      'homestead',
      'tangerineWhistle',
      'spuriousDragon',
      'byzantium',
      'petersburg',
      'istanbul',
      'berlin',
      'london',
      'paris',
      'paris',
    ])
    const byTime = [99, 100, 199, 200, 300, 400, 500].map((timestamp) =>
      profile.forkAt({ number: 20, timestamp }),
    )
    expect(byTime).toEqual(['paris', 'shanghai', 'shanghai', 'cancun', 'prague', 'osaka', 'osaka'])
    expect(schedule.map(({ name }) => name)).toContain('muirGlacier')
    expect(schedule.at(-1)).toMatchObject({ name: 'bpo1', at: { timestamp: 500 } })
  })

  it('says how many blobs a block has and when the bomb is put off', () => {
    const { profile } = read()
    const maxAt = (timestamp: number) => profile.blobsAt?.({ number: 20, timestamp }).max
    expect([200, 300, 400, 499, 500].map(maxAt)).toEqual([6, 9, 8, 8, 15])
    const delays = [3, 4, 5, 6, 7, 8].map((number) => profile.bombDelayAt?.(number))
    expect(delays).toEqual([0, 3_000_000, 5_000_000, 5_000_000, 9_000_000, 9_700_000])
  })

  it('leaves the merge to blocks without difficulty if it does not number it', () => {
    const { profile } = read({ mergeNetsplitBlock: undefined })
    const place = { number: 20, timestamp: 50 }
    expect(profile.forkAt({ ...place, difficulty: 131_072n })).toBe('london')
    expect(profile.forkAt({ ...place, difficulty: 0n })).toBe('paris')
    const staked = read({ mergeNetsplitBlock: null, terminalTotalDifficulty: '0x0' })
    expect(staked.profile.forkAt({ number: 1, timestamp: 0 })).toBe('paris')
  })

  it('gives the header and the accounts of block 0', () => {
    const account = `0x${'0a'.repeat(20)}`
    const { header, hash, state } = read(
      { ethash: {} },
      {
        alloc: {
          [account.slice(2)]: {
            balance: '0x10',
            nonce: '7',
            code: '0x6000',
            storage: { '0x1': '0x02', '03': '0x00' },
          },
        },
        timestamp: '0x5',
        extraData: '0xAB',
        nonce: '0x42',
      },
    )
    expect(header).toMatchObject({
      number: 0,
      timestamp: 5,
      extraData: '0xab',
      nonce: '0x0000000000000042',
      gasLimit: 4_712_388n,
      difficulty: 131_072n,
      baseFeePerGas: null,
    })
    expect(hash).toMatch(/^0x[0-9a-f]{64}$/)
    const store = new MemoryStateStore()
    store.add(state)
    const address = asAddress(account)
    expect(readAccount(store, header.stateRoot, address)).toMatchObject({
      balance: 16n,
      nonce: 7n,
    })
    expect(readCode(store, header.stateRoot, address)).toEqual(Uint8Array.of(0x60, 0))
    const word = (digits: string) => `0x${digits.padStart(64, '0')}` as const
    expect(readStorage(store, header.stateRoot, address, word('1'))).toBe(word('2'))
    expect(readStorage(store, header.stateRoot, address, word('3'))).toBe(word('0'))
  })

  it('of a chain that begins after an upgrade has the fields of that upgrade', () => {
    const times = { shanghaiTime: 0, cancunTime: 0, pragueTime: 0, osakaTime: 0, bpo1Time: 0 }
    const numbers = Object.fromEntries(
      Object.keys(config)
        .filter((key) => key.endsWith('Block'))
        .map((key) => [key, 0]),
    )
    const { header } = read({ ...numbers, ...times })
    expect(header).toMatchObject({
      difficulty: 0n,
      baseFeePerGas: 1_000_000_000n,
      blobGasUsed: 0n,
      excessBlobGas: 0n,
    })
    expect(header.withdrawalsRoot).toBe(header.transactionsRoot)
    // sha256('').
    expect(header.requestsHash).toMatch(/^0xe3b0c44298fc1c14/)
  })

  it.each([
    ['genesis.config.chainId', { chainId: null }, {}],
    ['genesis.config.daoForkBlock', { daoForkBlock: 1, daoForkSupport: true }, {}],
    ['genesis.config.eip155Block', { eip155Block: 2 }, {}],
    ['genesis.config.amsterdamTime', { amsterdamTime: 900 }, {}],
    ['genesis.config.blobSchedule.bpo2', { bpo2Time: 600 }, {}],
    ['genesis.config.londonBlock', { londonBlock: 'soon' }, {}],
    ['genesis.config.blobSchedule.bpo1.max', { blobSchedule: { bpo1: { target: 1 } } }, {}],
    ['genesis.alloc', {}, { alloc: [] }],
    ['genesis.alloc.0x12', {}, { alloc: { '0x12': {} } }],
    ['genesis.timestamp', {}, { timestamp: '0x20000000000000' }],
    ['genesis.extraData', {}, { extraData: '0xabc' }],
    ['genesis.coinbase', {}, { coinbase: `0x${'00'.repeat(21)}` }],
  ])('is refused for what is wrong with %s', (path, changes, file) => {
    expect(() => read(changes, file)).toThrow(InvalidGenesisError)
    expect(() => read(changes, file)).toThrow(expect.objectContaining({ path }))
  })
})
