import { type Address, asAddress } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { type Fork, readAccount, readStorage, type WrittenAccount } from '../../../src/index.ts'
import { requestsHash } from '../../../src/profile/ethereum/block/system/requestsHash.ts'
import { contractAddress } from '../../../src/transaction/contractAddress.ts'
import { assemble } from '../../bytecode/assemble.ts'
import { EthereumTestChain, type TestAccounts } from './EthereumTestChain.ts'

const ETHER = 10n ** 18n
const { signer, coinbase } = EthereumTestChain
const nobody = asAddress(`0x${'0e'.repeat(20)}`)
const contract = asAddress(`0x${'cc'.repeat(20)}`)
const rich: Partial<WrittenAccount> = { balance: ETHER }

type Entry = readonly [Address, Partial<WrittenAccount>]

/** What answers a block's calls for requests: nothing. */
const systemContracts: readonly Entry[] = [
  '0x00000961ef480eb55e80d19ad83579a64c007002',
  '0x0000bbddc7ce488642fb579f8b00f3a590007251',
].map((address) => [asAddress(address), { code: assemble('STOP') }])

const state = (...entries: Entry[]): TestAccounts => new Map(entries)

const newChain = (fork: Fork, ...entries: Entry[]): EthereumTestChain =>
  new EthereumTestChain(fork, state([signer, rich], ...entries))

describe('Before EIP-161', () => {
  it('what is called exists, though it be empty', async () => {
    for (const [fork, reward] of [
      ['frontier', 5n],
      ['homestead', 5n],
      ['tangerineWhistle', 5n],
      ['spuriousDragon', 5n],
      ['byzantium', 3n],
    ] as const) {
      const chain = newChain(fork)
      const { block, skipped } = await chain.block([chain.sign({ gasLimit: 21_000n, to: nobody })])
      expect(skipped).toEqual([])
      const expected: Entry[] = [
        [signer, { ...rich, nonce: 1n }],
        [coinbase, { balance: reward * ETHER }],
      ]
      if (fork !== 'spuriousDragon' && fork !== 'byzantium') expected.push([nobody, {}])
      expect(block.header.stateRoot).toBe(EthereumTestChain.stateRoot(state(...expected)))
    }
  })

  it('an empty account stays when it is called, and goes when it is called later', async () => {
    for (const [fork, isKept] of [
      ['tangerineWhistle', true],
      ['spuriousDragon', false],
    ] as const) {
      const chain = newChain(fork, [nobody, {}])
      const { block } = await chain.block([chain.sign({ gasLimit: 21_000n, to: nobody })])
      const account = readAccount(chain.store, block.header.stateRoot, nobody)
      expect(account !== null).toBe(isKept)
    }
  })
})

describe("Frontier's creations", () => {
  // RETURN 32 bytes of zeros: 6,400 gas for the code, which the transaction does not have.
  const init = assemble('PUSH1 32 PUSH1 0 RETURN')
  const zeros = 1n
  const calldata = (BigInt(init.length) - zeros) * 68n + zeros * 4n
  const created = contractAddress(signer, 0n)

  it('succeed without code if the code cannot be paid for', async () => {
    const chain = newChain('frontier')
    const gasLimit = 21_000n + calldata + 100n
    const { receipts, block } = await chain.block([chain.sign({ gasLimit, data: init })])
    expect(receipts[0]).toMatchObject({
      contractAddress: created,
      gasUsed: 21_000n + calldata + 9n,
    })
    const expected = state(
      [signer, { ...rich, nonce: 1n }],
      [coinbase, { balance: 5n * ETHER }],
      [created, {}],
    )
    expect(block.header.stateRoot).toBe(EthereumTestChain.stateRoot(expected))
  })

  it('cost 32,000 gas more from Homestead on, and fail without gas for the code', async () => {
    const chain = newChain('homestead')
    const gasLimit = 53_000n + calldata + 100n
    const few = chain.sign({ gasLimit: gasLimit - 101n, data: init })
    const { receipts, skipped, block } = await chain.block([
      few,
      chain.sign({ gasLimit, data: init }),
    ])
    expect(skipped).toMatchObject([{ index: 0, reason: { code: 'INTRINSIC_GAS_TOO_LOW' } }])
    expect(receipts).toMatchObject([{ gasUsed: gasLimit }])
    expect(readAccount(chain.store, block.header.stateRoot, created)).toBeNull()
  })

  it('begin with nonce 1 from Spurious Dragon on', async () => {
    for (const [fork, nonce] of [
      ['tangerineWhistle', 0n],
      ['spuriousDragon', 1n],
    ] as const) {
      const chain = newChain(fork)
      const raw = chain.sign({ gasLimit: 100_000n, data: init })
      const { block } = await chain.block([raw])
      const account = readAccount(chain.store, block.header.stateRoot, created)
      expect(account?.nonce).toBe(nonce)
    }
  })
})

describe('Signatures', () => {
  const run = async (fork: Fork) => {
    const chain = newChain(fork)
    const { skipped } = await chain.block([
      chain.sign({ gasLimit: 21_000n, to: nobody, hasHighS: true }),
    ])
    return skipped[0]?.reason ?? null
  }

  it('may have s in the upper half in Frontier only (EIP-2)', async () => {
    expect(await run('frontier')).toBeNull()
    expect(await run('homestead')).toMatchObject({ reason: 'SIGNATURE_HIGH_S' })
    expect(await run('cancun')).toMatchObject({ reason: 'SIGNATURE_HIGH_S' })
  })
})

describe('Types of transactions', () => {
  it('do not exist before their upgrade', async () => {
    for (const [fork, types] of [
      ['istanbul', [1, 2, 3, 4]],
      ['berlin', [2, 3, 4]],
      ['london', [3, 4]],
      ['shanghai', [3, 4]],
      ['cancun', [4]],
    ] as const) {
      const chain = newChain(fork)
      const { skipped } = await chain.block(
        types.map((type) => chain.signTyped(type, { gasLimit: 100_000n, to: nobody })),
      )
      expect(skipped.map(({ reason }) => reason)).toEqual(
        types.map(() => expect.objectContaining({ reason: 'UNSUPPORTED_TYPE' })),
      )
    }
  })

  it('are all included since Prague', async () => {
    const chain = newChain('prague', ...systemContracts)
    const types = [1, 2, 3, 4] as const
    const { receipts } = await chain.block(
      types.map((type) =>
        chain.signTyped(type, { gasLimit: 100_000n, to: nobody, nonce: type - 1 }),
      ),
    )
    expect(receipts.map(({ type }) => type)).toEqual(types)
    expect(receipts.map(({ blobGasUsed }) => blobGasUsed)).toEqual([0n, 0n, 131_072n, 0n])
  })
})

describe('Receipts', () => {
  it('hold the state after their transaction before Byzantium, and their status since', async () => {
    const pay = (chain: EthereumTestChain, nonce: number) =>
      chain.sign({ gasLimit: 21_000n, to: nobody, value: 1n, nonce })
    const old = newChain('spuriousDragon')
    const { receipts, block } = await old.block([pay(old, 0), pay(old, 1)])
    const after = (nonce: bigint) =>
      EthereumTestChain.stateRoot(
        state([signer, { balance: ETHER - nonce, nonce }], [nobody, { balance: nonce }]),
      )
    expect(receipts.map(({ stateRoot }) => stateRoot)).toEqual([after(1n), after(2n)])
    expect(block.header.stateRoot).not.toBe(after(2n))
    const since = newChain('byzantium')
    const later = await since.block([pay(since, 0), pay(since, 1)])
    expect(later.receipts).toMatchObject([
      { stateRoot: null, status: 1 },
      { stateRoot: null, status: 1 },
    ])
  })
})

describe('Gas', () => {
  it('is given back up to a half before London and up to a fifth since', async () => {
    // Clears three slots: the refund exceeds either bound.
    const code = assemble('PUSH1 0 PUSH1 1 SSTORE PUSH1 0 PUSH1 2 SSTORE PUSH1 0 PUSH1 3 SSTORE')
    const word = (value: number) => `0x${value.toString(16).padStart(64, '0')}` as const
    const storage = new Map([1, 2, 3].map((slot) => [word(slot), word(1)]))
    const gasOf = async (fork: Fork) => {
      const chain = newChain(fork, [contract, { code, storage }])
      const maxFee = chain.sign({ gasLimit: 100_000n, gasPrice: 2_000_000_000n, to: contract })
      const { receipts } = await chain.block([maxFee])
      return receipts[0]?.gasUsed
    }
    // 21,000 + 3 × (3 + 3 + 2,100 + 2,900), and 3 × 15,000 or 3 × 4,800 given back.
    expect(await gasOf('berlin')).toBe(36_018n / 2n)
    expect(await gasOf('london')).toBe(36_018n - 36_018n / 5n)
  })

  it('of calldata falls with Istanbul and has a floor since Prague', async () => {
    const data = Uint8Array.of(0, 1, 2)
    const gasOf = async (fork: Fork) => {
      const chain = newChain(fork, ...systemContracts)
      const transaction = { gasLimit: 30_000n, gasPrice: 2_000_000_000n, to: nobody, data }
      const { receipts } = await chain.block([chain.sign(transaction)])
      return receipts[0]?.gasUsed
    }
    expect(await gasOf('petersburg')).toBe(21_000n + 4n + 2n * 68n)
    expect(await gasOf('istanbul')).toBe(21_000n + 4n + 2n * 16n)
    expect(await gasOf('cancun')).toBe(21_000n + 4n + 2n * 16n)
    expect(await gasOf('prague')).toBe(21_000n + 10n + 2n * 40n)
  })

  it('of a transaction has a limit since Osaka', async () => {
    const run = async (fork: Fork) => {
      const chain = newChain(fork, ...systemContracts)
      const transaction = { gasLimit: (1n << 24n) + 1n, gasPrice: 2_000_000_000n, to: nobody }
      const { skipped } = await chain.block([chain.sign(transaction)])
      return skipped.map(({ reason }) => reason.code)
    }
    expect(await run('prague')).toEqual([])
    expect(await run('osaka')).toEqual(['GAS_LIMIT_TOO_HIGH'])
  })

  it('of the coinbase is that of a warm account since Shanghai', async () => {
    const code = assemble('COINBASE BALANCE')
    const gasOf = async (fork: Fork) => {
      const chain = newChain(fork, [contract, { code }])
      const transaction = { gasLimit: 30_000n, gasPrice: 2_000_000_000n, to: contract }
      const { receipts } = await chain.block([chain.sign(transaction)])
      return receipts[0]?.gasUsed
    }
    expect(await gasOf('paris')).toBe(21_000n + 2n + 2_600n)
    expect(await gasOf('shanghai')).toBe(21_000n + 2n + 100n)
  })
})

describe('SELFDESTRUCT', () => {
  it('removes a contract of any age before Cancun, and its ether only since', async () => {
    const code = assemble(`PUSH20 ${nobody} SELFDESTRUCT`)
    const run = async (fork: Fork) => {
      const chain = newChain(fork, [contract, { code, balance: 5n }])
      const transaction = { gasLimit: 100_000n, gasPrice: 2_000_000_000n, to: contract }
      const { block } = await chain.block([chain.sign(transaction)])
      const read = (address: Address) => readAccount(chain.store, block.header.stateRoot, address)
      expect(read(nobody)?.balance).toBe(5n)
      return read(contract)
    }
    expect(await run('homestead')).toBeNull()
    expect(await run('shanghai')).toBeNull()
    expect(await run('cancun')).toMatchObject({ balance: 0n })
  })
})

describe('DIFFICULTY', () => {
  it('is the difficulty before Paris and the randomness since', async () => {
    const code = assemble('PREVRANDAO PUSH1 0 SSTORE')
    const run = async (fork: Fork) => {
      const chain = newChain(fork, [contract, { code }])
      const raw = chain.sign({ gasLimit: 100_000n, gasPrice: 2_000_000_000n, to: contract })
      const { block, receipts } = await chain.block([raw], {
        mixHash: `0x${'0b'.repeat(32)}` as never,
      })
      expect(receipts[0]?.status).toBe(1)
      return [block.header, chain] as const
    }
    for (const fork of ['frontier', 'london', 'paris'] as const) {
      const [header, chain] = await run(fork)
      const expected = fork === 'paris' ? `0x${'0b'.repeat(32)}` : header.difficulty
      const word = readStorage(chain.store, header.stateRoot, contract, `0x${'00'.repeat(32)}`)
      expect(BigInt(word)).toBe(BigInt(expected))
    }
  })
})

describe('The merge', () => {
  it('is where a builder says, if the genesis file does not, and stays', async () => {
    const chain = newChain('london')
    const difficulties: bigint[] = []
    for (const changes of [{}, { isStaked: true }, {}]) {
      const { block } = await chain.block([], changes)
      difficulties.push(block.header.difficulty)
    }
    expect(difficulties[0]).toBeGreaterThan(0n)
    expect(difficulties.slice(1)).toEqual([0n, 0n])
    const miner = readAccount(chain.store, chain.head.header.stateRoot, coinbase)
    expect(miner?.balance).toBe(2n * ETHER)
  })
})

describe('A block of Prague', () => {
  it('is invalid on a chain without the contracts that take requests', async () => {
    await expect(newChain('prague').block([])).rejects.toMatchObject({
      code: 'INVALID_BLOCK',
      field: 'requests',
    })
    await expect(newChain('prague', ...systemContracts).block([])).resolves.toBeDefined()
  })

  it('asks what its contracts answer, with the kind in front, and is invalid if one fails', async () => {
    const [[withdrawals], [consolidations]] = systemContracts as [Entry, Entry]
    const answering = assemble('PUSH1 0xaa PUSH1 0 MSTORE8 PUSH1 1 PUSH1 0 RETURN')
    const chain = newChain(
      'prague',
      [withdrawals, { code: answering }],
      [consolidations, { code: assemble('STOP') }],
    )
    const { requests, block } = await chain.block([])
    expect(requests).toEqual([Buffer.from([1, 0xaa])])
    expect(block.header.requestsHash).toBe(requestsHash([Uint8Array.of(1, 0xaa)]))
    const failing = newChain(
      'prague',
      [withdrawals, { code: answering }],
      [consolidations, { code: assemble('PUSH1 0 PUSH1 0 REVERT') }],
    )
    await expect(failing.block([])).rejects.toMatchObject({ field: 'requests' })
  })

  it('has room for as many blobs as its upgrade says', async () => {
    const chain = newChain('prague', ...systemContracts)
    const { receipts, skipped, block } = await chain.block([
      chain.signTyped(3, { gasLimit: 21_000n, to: nobody, blobs: 10 }),
      chain.signTyped(3, { gasLimit: 21_000n, to: nobody, blobs: 8 }),
      chain.signTyped(3, { gasLimit: 21_000n, to: nobody, blobs: 2, nonce: 1 }),
      chain.signTyped(3, { gasLimit: 21_000n, to: nobody, blobs: 1, nonce: 1 }),
    ])
    expect(receipts.map(({ blobGasUsed }) => blobGasUsed / 131_072n)).toEqual([8n, 1n])
    expect(skipped).toMatchObject([
      { index: 0, reason: { code: 'BLOBS_INVALID' } },
      { index: 2, reason: { code: 'BLOBS_INVALID' } },
    ])
    expect(block.header.blobGasUsed).toBe(9n * 131_072n)
    const next = await chain.block([])
    expect(next.block.header.excessBlobGas).toBe(3n * 131_072n)
  })
})
