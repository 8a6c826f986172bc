import { type Address, predeploys } from '@mvm/protocol'
import { expect } from 'vitest'
import { type ExecutedBlock, executeBlock, type WrittenAccount } from '../../src/index.ts'
import { charterAccount, type TestCharter } from '../chain/charterAccount.ts'
import { CHAIN_ID, TestChain, type User, user } from '../chain/TestChain.ts'
import { LiteralEngine, type MaskOf, type Step } from './LiteralEngine.ts'

export const signer = user(1)
export const permitted = user(2)
const manager = user(3)

const money = { balance: 10n ** 24n }
const CREATION_GAS = 3_000_000n

/** Accounts that have code, beside those that have money. */
export type Codes = readonly (readonly [Address, Uint8Array])[]

/** A chain with a charter, contracts, and users who can pay. */
export function charterChain(charter: TestCharter, codes: Codes): TestChain {
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      ...[signer, permitted, manager].map(({ address }) => [address, money] as const),
      [predeploys.dacMaster, charterAccount({ management: manager.address, ...charter })],
      ...codes.map(([address, code]) => [address, { code, nonce: 1n }] as const),
    ]),
  )
}

/** What a transaction of a sender's is. */
export interface Call {
  readonly to: Address | null
  readonly data?: Uint8Array
  readonly gasLimit?: bigint
  readonly value?: bigint
}

/** Executes a call on a chain's head, which stays as it is, by our engine or another. */
export function attempt(
  chain: TestChain,
  sender: User,
  { to, data = new Uint8Array(), gasLimit = CREATION_GAS, value = 0n }: Call,
  engine?: LiteralEngine,
): Promise<ExecutedBlock> {
  const raw = chain.sign(sender, { to, data, gasLimit, value })
  const options = engine === undefined ? {} : { engine }
  return executeBlock(chain.store, chain.head, chain.input([raw]), chain.profile, options)
}

/** What runs if nothing is denied to the signer. */
async function traceOf(chain: TestChain, call: Call): Promise<readonly Step[]> {
  const engine = new LiteralEngine(CHAIN_ID, signer.address)
  await attempt(chain, signer, call, engine)
  return engine.steps
}

/**
 * Executes a signer's call by the charter, and by spec 2.3 read word for word: state, gas, logs and receipt must be
 * the same to the bit, and the denial the first step of the unrestricted trace whose bit is clear.
 */
export async function compare(
  chain: TestChain,
  call: Call,
  maskOf: MaskOf,
): Promise<{ readonly block: ExecutedBlock; readonly denied: Step | undefined }> {
  const trace = await traceOf(chain, call)
  const denied = trace.find(
    ({ opcode, isDefined, self }) => isDefined && ((maskOf(self) >> BigInt(opcode)) & 1n) === 0n,
  )
  const literal = new LiteralEngine(CHAIN_ID, signer.address, maskOf)
  const block = await attempt(chain, signer, call)
  const expected = await attempt(chain, signer, call, literal)
  expect(block.hash).toBe(expected.hash)
  expect(block.receipts).toEqual(expected.receipts)
  const [receipt] = block.receipts
  expect(receipt?.denial).toEqual(
    denied === undefined
      ? undefined
      : {
          signer: signer.address,
          opcode: denied.opcode,
          self: denied.self,
          depth: denied.depth,
        },
  )
  if (denied?.depth === 0 && receipt !== undefined) {
    // Nothing is left of the transaction but its cost.
    expect(receipt).toMatchObject({ status: 0, gasUsed: call.gasLimit ?? CREATION_GAS, logs: [] })
  }
  return { block, denied }
}

const ALL_ONES = (1n << 256n) - 1n
/** STOP, JUMPDEST, RETURN, REVERT. */
const FORCED = (1n << 0x00n) | (1n << 0x5bn) | (1n << 0xf3n) | (1n << 0xfdn)

/** The mask of an account that may not use some bits, as spec 2.3 forces four of them on. */
export function maskWithout(bits: readonly number[]): bigint {
  const cleared = bits.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n)
  return (ALL_ONES & ~cleared) | FORCED
}
