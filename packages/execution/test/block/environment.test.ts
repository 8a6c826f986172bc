import { type Address, fromHex, genesisAccounts, predeploys } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import type { WrittenAccount } from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import {
  CHAIN_ID,
  COINBASE,
  FEE_SCALAR,
  L1_BASE_FEE,
  TestChain,
  user,
  word,
} from '../chain/TestChain.ts'

const sender = user(1)
const probe = '0x0000000000000000000000000000000000007006' as Address

function chainOf(code: Uint8Array): TestChain {
  const history = genesisAccounts().get(predeploys.history) as WrittenAccount
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [sender.address, { balance: 10n ** 24n }],
      [probe, { code, nonce: 1n }],
      [predeploys.history, history],
    ]),
  )
}

describe('a block', () => {
  it('begins with its L1 attributes in MVM_L1Block', async () => {
    const subject = chainOf(assemble('STOP'))
    const { origin } = subject.input([])
    await subject.block([])
    const slots = [0, 1, 2, 3, 4].map((slot) => subject.storage(predeploys.l1Block, slot))
    expect(slots).toEqual([
      BigInt(origin.number),
      BigInt(origin.timestamp),
      BigInt(origin.hash),
      L1_BASE_FEE,
      FEE_SCALAR,
    ])
  })

  it('gives BLOCKHASH and the EIP-2935 contract the hashes of its ancestors', async () => {
    // Slot n = BLOCKHASH(n) for the number in the call data, slot 2^32 + n = what the contract says.
    const viaContract = `PUSH1 32 PUSH1 32 PUSH1 32 PUSH0 PUSH0 PUSH20 ${predeploys.history} GAS CALL POP`
    const subject = chainOf(
      assemble(`PUSH0 CALLDATALOAD DUP1 BLOCKHASH DUP2 SSTORE
        DUP1 PUSH0 MSTORE ${viaContract}
        PUSH1 32 MLOAD SWAP1 PUSH5 0x100000000 ADD SSTORE`),
    )
    const hashes = [BigInt(subject.head.hash)]
    for (let number = 1; number <= 300; number++) {
      hashes.push(BigInt((await subject.block([])).hash))
    }
    const asked = [0, 44, 45, 46, 299, 300, 301, 302]
    const raws = asked.map((number, i) =>
      subject.sign(sender, { to: probe, nonce: BigInt(i), data: fromHex(word(number)) }),
    )
    const block = await subject.block(raws)
    expect(block.header.number).toBe(301)
    expect(block.receipts.every(({ status }) => status === 1)).toBe(true)
    for (const number of asked) {
      // 256 ancestors: 45 to 300.
      const isVisible = number >= 45 && number <= 300
      expect(subject.storage(probe, number)).toBe(isVisible ? hashes[number] : 0n)
      const isServed = number <= 300
      const viaHistory = subject.storage(probe, 2n ** 32n + BigInt(number))
      expect(viaHistory).toBe(isServed ? hashes[number] : 0n)
    }
  })

  it('shows its fields to opcodes', async () => {
    const read = [
      'NUMBER',
      'TIMESTAMP',
      'COINBASE',
      'GASLIMIT',
      'BASEFEE',
      'CHAINID',
      'PREVRANDAO',
      'BLOBBASEFEE',
      'GASPRICE',
      'ORIGIN',
    ]
    const subject = chainOf(assemble(read.map((name, i) => `${name} PUSH1 ${i} SSTORE`).join(' ')))
    const { header } = await subject.block([subject.sign(sender, { to: probe })])
    expect(read.map((_, i) => subject.storage(probe, i))).toEqual([
      1n,
      1_800_000_001n,
      BigInt(COINBASE),
      30_000_000n,
      header.baseFeePerGas,
      BigInt(CHAIN_ID),
      BigInt(header.prevRandao),
      1n,
      header.baseFeePerGas + 1_000_000n,
      BigInt(sender.address),
    ])
  })
})

describe('the supply', () => {
  it('shrinks by what a contract destroys with itself in the transaction that created it', async () => {
    const subject = chainOf(assemble('STOP'))
    const block = await subject.block([
      // Init code that sends its balance to itself and is gone.
      subject.sign(sender, { data: assemble('ADDRESS SELFDESTRUCT'), value: 1_000n, nonce: 0n }),
      // The same, to somebody else.
      subject.sign(sender, {
        data: assemble(`PUSH20 ${probe} SELFDESTRUCT`),
        value: 500n,
        nonce: 1n,
      }),
    ])
    expect(block.receipts.map(({ status }) => status)).toEqual([1, 1])
    expect(block.supply).toEqual({ minted: 0n, withdrawn: 0n, destroyed: 1_000n })
    expect(subject.balance(probe)).toBe(500n)
    expect(subject.account(block.receipts[0]?.contractAddress as Address)).toBeNull()
  })

  it('shrinks by what a destroyed contract is sent afterwards', async () => {
    // Creates a contract that destroys itself, then sends it 9 wei in the same transaction.
    const subject = chainOf(
      assemble(`PUSH1 0x30 PUSH0 MSTORE8 PUSH1 0xff PUSH1 1 MSTORE8
        PUSH1 2 PUSH0 PUSH1 4 CREATE
        PUSH0 PUSH0 PUSH0 PUSH0 PUSH1 9 DUP6 GAS CALL PUSH0 SSTORE`),
    )
    const block = await subject.block([subject.sign(sender, { to: probe, value: 20n })])
    expect(subject.storage(probe, 0)).toBe(1n)
    expect(block.supply.destroyed).toBe(13n)
    expect(subject.balance(probe)).toBe(7n)
  })
})

describe('precompiles', () => {
  const call = (address: number, length: number): Uint8Array =>
    assemble(`PUSH0 PUSH0 PUSH4 ${length} PUSH0 PUSH0 PUSH1 ${address} PUSH4 5000000 CALL
      PUSH1 1 ADD PUSH0 SSTORE GAS PUSH1 1 SSTORE`)
  const run = async (code: Uint8Array, data: Uint8Array = new Uint8Array()) => {
    const subject = chainOf(code)
    const raw = subject.sign(sender, { to: probe, gasLimit: 10_000_000n, data })
    const block = await subject.block([raw])
    expect(block.receipts[0]?.status).toBe(1)
    return { result: subject.storage(probe, 0), gasUsed: block.receipts[0]?.gasUsed as bigint }
  }

  it('take inputs of 32 KiB, and above it fail and consume the gas of the call', async () => {
    const fits = await run(call(2, 32 * 1024))
    const exceeds = await run(call(2, 32 * 1024 + 1))
    expect(fits.result).toBe(2n)
    expect(exceeds.result).toBe(1n)
    expect(fits.gasUsed).toBeLessThan(200_000n)
    expect(exceeds.gasUsed).toBeGreaterThan(5_000_000n)
    expect(exceeds.gasUsed).toBeLessThan(5_100_000n)
  })

  it('let identity take any input', async () => {
    expect((await run(call(4, 100 * 1024))).result).toBe(2n)
  })

  it('fail and consume the gas of the call when they cost more than 3,000,000', async () => {
    // modexp with lengths from the call data: 8-byte base and modulus, an exponent of n bytes.
    const modexp = assemble(`CALLDATASIZE PUSH0 PUSH0 CALLDATACOPY
      PUSH0 PUSH0 CALLDATASIZE PUSH0 PUSH0 PUSH1 5 PUSH4 5000000 CALL
      PUSH1 1 ADD PUSH0 SSTORE`)
    const input = (exponentLength: number, size: number): Uint8Array =>
      fromHex(
        `${[size, exponentLength, size].map((n) => word(n).slice(2)).join('')}${'ff'.repeat(size * 2 + exponentLength)}`,
      )
    // EIP-7883: 2·(size/8)² · (16·(length − 32) + 255).
    const cheap = await run(modexp, input(38, 512))
    expect(cheap.result).toBe(2n)
    const dear = await run(modexp, input(39, 512))
    expect(dear.result).toBe(1n)
    expect(dear.gasUsed).toBeGreaterThan(5_000_000n)
  })
})
