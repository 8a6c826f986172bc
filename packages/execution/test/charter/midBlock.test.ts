import { type Address, type Charter, predeploys, type Receipt } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { assemble } from '../bytecode/assemble.ts'
import { user } from '../chain/TestChain.ts'
import { masterCall, realCharterChain } from './realCharter.ts'

const alice = user(1)
const bob = user(2)
const manager = user(3)
const money = { balance: 10n ** 24n }

/** Contracts that use one opcode each, by its number. */
const programs = new Map<number, readonly [Address, string]>([
  [0x55, [`0x${'0'.repeat(36)}7055` as Address, 'PUSH1 1 PUSH1 0 SSTORE']],
  [0x31, [`0x${'0'.repeat(36)}7031` as Address, 'ADDRESS BALANCE']],
  [0x5f, [`0x${'0'.repeat(36)}705f` as Address, 'PUSH0']],
])
const bits = [...programs.keys()]

/** What the manager does to the charter, or what somebody calls. */
const action = fc.oneof(
  fc.record({
    kind: fc.constantFrom('add' as const, 'remove' as const),
    operation: fc.constantFrom(0, 1),
    bit: fc.constantFrom(...bits),
    addresses: fc.subarray([alice.address, bob.address]),
  }),
  fc.record({
    kind: fc.constant('lift' as const),
    operation: fc.constantFrom(0, 1),
    bit: fc.constantFrom(...bits),
  }),
  fc.record({
    kind: fc.constant('call' as const),
    who: fc.constantFrom(alice, bob),
    bit: fc.constantFrom(...bits),
  }),
)

/** A charter as people think of it: who is on which list. */
class Lists {
  readonly #lists = new Map<string, Set<Address>>()

  apply(operation: number, bit: number, change: (list: Set<Address>) => void): void {
    const list = this.#lists.get(`${operation} ${bit}`) ?? new Set()
    change(list)
    this.#lists.set(`${operation} ${bit}`, list)
  }

  lift(operation: number, bit: number): void {
    this.#lists.delete(`${operation} ${bit}`)
  }

  has(operation: number, bit: number): boolean {
    return this.#lists.has(`${operation} ${bit}`)
  }

  may(who: Address, bit: number): boolean {
    const allowed = this.#lists.get(`0 ${bit}`)
    const denied = this.#lists.get(`1 ${bit}`)
    return denied?.has(who) !== true && (allowed === undefined || allowed.has(who))
  }
}

/** Transactions of a block: all of them, or so few that the charter is kept from block to block. */
const sizes = fc.constantFrom(30, 30, 1, 2, 5)

const charter: Charter = {
  ...{ vision: '', mission: '', permissions: [], taxrates: [] },
  ...{ treasury: manager.address, managementContract: manager.address },
}

it('goes by the charter as it stands before each transaction, however often blocks change it', {
  timeout: 300_000,
}, async () => {
  let denied = 0
  let changed = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 5, maxLength: 30 }),
      sizes,
      async (actions, perBlock) => {
        const chain = await realCharterChain(charter, [
          ...[alice, bob, manager].map(({ address }) => [address, money] as const),
          ...[...programs.values()].map(
            ([address, program]) => [address, { nonce: 1n, code: assemble(program) }] as const,
          ),
        ])
        const lists = new Lists()
        const nonces = new Map<string, bigint>()
        const expected: boolean[] = []
        const transactions = actions.map((one) => {
          const by = one.kind === 'call' ? one.who : manager
          const nonce = nonces.get(by.address) ?? 0n
          nonces.set(by.address, nonce + 1n)
          if (one.kind === 'call') {
            expected.push(lists.may(by.address, one.bit))
            const [to] = programs.get(one.bit) as readonly [Address, string]
            return chain.sign(by, { to, nonce, gasLimit: 100_000n })
          }
          expected.push(true)
          const { operation, bit } = one
          let data: Uint8Array
          if (one.kind === 'lift') {
            lists.lift(operation, bit)
            data = masterCall('removePermission', operation, bit)
          } else if (one.kind === 'add') {
            lists.apply(operation, bit, (list) => {
              for (const address of one.addresses) list.add(address)
            })
            data = masterCall('addPermission', [operation, bit, one.addresses])
          } else {
            if (lists.has(operation, bit)) {
              lists.apply(operation, bit, (list) => {
                for (const address of one.addresses) list.delete(address)
              })
            }
            data = masterCall('removeAddresses', [operation, bit, one.addresses])
          }
          changed += 1
          return chain.sign(by, { to: predeploys.dacMaster, nonce, gasLimit: 600_000n, data })
        })
        const receipts: Receipt[] = []
        for (let from = 0; from < transactions.length; from += perBlock) {
          const block = await chain.block(transactions.slice(from, from + perBlock))
          receipts.push(...block.receipts)
        }
        expect(receipts.map(({ status }) => status === 1)).toEqual(expected)
        for (const { denial } of receipts) if (denial !== undefined) denied += 1
      },
    ),
    { numRuns: 60, seed: 7_304 },
  )
  // It would be no test if hardly anything were changed or denied.
  expect(changed).toBeGreaterThan(300)
  expect(denied).toBeGreaterThan(30)
})
