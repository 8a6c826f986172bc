import { type Address, asHash, type Hex } from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MemoryStateStore,
  StateCache,
  type WrittenAccount,
  writeAccounts,
} from '../../src/index.ts'
import { EMPTY_ACCOUNT } from '../../src/state/AccountState.ts'
import { toStorageValue } from '../../src/state/toStorageValue.ts'
import { WorldState } from '../../src/state/WorldState.ts'
import { word } from '../chain/TestChain.ts'

const addresses = [1, 2, 3].map((n) => `0x${String(n).padStart(40, '0')}` as Address)
const slots = [0, 1, 2].map(word)

interface ModelAccount {
  nonce: bigint
  balance: bigint
  code: number
  storage: Map<Hex, bigint>
}

/** What a world holds, in the simplest form there is: copied whole at every checkpoint. */
interface Model {
  accounts: Map<Address, ModelAccount>
  warm: Set<string>
  transient: Map<string, bigint>
  created: Set<Address>
  destroyed: Set<Address>
  logs: number
  refund: bigint
}

type Step =
  | { readonly kind: 'balance' | 'nonce' | 'code'; readonly who: number; readonly amount: number }
  | {
      readonly kind: 'store' | 'transient'
      readonly who: number
      readonly slot: number
      readonly amount: number
    }
  | { readonly kind: 'warm' | 'delete' | 'created' | 'destroyed'; readonly who: number }
  | { readonly kind: 'warmSlot'; readonly who: number; readonly slot: number }
  | {
      readonly kind: 'log' | 'refund' | 'checkpoint' | 'commit' | 'revert' | 'transaction' | 'block'
    }

const who = fc.nat(2)
const slot = fc.nat(2)
const amount = fc.nat(3)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('balance' as const, 'nonce' as const, 'code' as const),
    who,
    amount,
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('store' as const, 'transient' as const),
      who,
      slot,
      amount,
    }),
  },
  fc.record({
    kind: fc.constantFrom(
      'warm' as const,
      'delete' as const,
      'created' as const,
      'destroyed' as const,
    ),
    who,
  }),
  fc.record({ kind: fc.constant('warmSlot' as const), who, slot }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'log' as const,
        'refund' as const,
        'checkpoint' as const,
        'checkpoint' as const,
        'commit' as const,
        'revert' as const,
        'revert' as const,
        'transaction' as const,
        'block' as const,
      ),
    }),
  },
)

const codeOf = (n: number): Uint8Array => new Uint8Array(n).fill(n)

function rootOf(accounts: ReadonlyMap<Address, ModelAccount>): string {
  const written = new Map<Address, WrittenAccount>()
  for (const [address, { nonce, balance, code, storage }] of accounts) {
    written.set(address, {
      nonce,
      balance,
      code: codeOf(code),
      storage: new Map([...storage].map(([key, value]) => [key, word(value)])),
    })
  }
  return writeAccounts(written).stateRoot
}

/** Accounts without anything are not there (EIP-161). */
function normalize(model: Model): void {
  for (const [address, { nonce, balance, code }] of model.accounts) {
    if (nonce === 0n && balance === 0n && code === 0) model.accounts.delete(address)
  }
}

describe('WorldState', () => {
  it('does what a model does that copies everything at each checkpoint', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isCached) => {
        const store = new MemoryStateStore()
        const genesis = writeAccounts(new Map())
        store.add(genesis)
        const cache = new StateCache()
        let stateRoot = genesis.stateRoot
        const open = (): WorldState =>
          new WorldState((isCached ? cache : new StateCache()).open(store, stateRoot))
        let world = open()
        world.beginTransaction()
        let model: Model = {
          accounts: new Map(),
          warm: new Set(),
          transient: new Map(),
          created: new Set(),
          destroyed: new Set(),
          logs: 0,
          refund: 0n,
        }
        let originals = structuredClone(model.accounts)
        /** What was stored at each version of an account's storage, in this block. */
        const versions = new Map<string, string>()
        const checkpoints: { readonly at: number; readonly model: Model }[] = []
        const account = (address: Address): ModelAccount => {
          let found = model.accounts.get(address)
          if (found === undefined) {
            found = { nonce: 0n, balance: 0n, code: 0, storage: new Map() }
            model.accounts.set(address, found)
          }
          return found
        }
        const beginTransaction = (): void => {
          world.beginTransaction()
          originals = structuredClone(model.accounts)
          model.warm.clear()
          model.transient.clear()
          model.created.clear()
          model.destroyed.clear()
          model.logs = 0
          model.refund = 0n
          checkpoints.length = 0
        }
        for (const next of steps) {
          switch (next.kind) {
            case 'balance': {
              const address = addresses[next.who] as Address
              const before = world.account(address) ?? EMPTY_ACCOUNT
              world.setAccount(address, { ...before, balance: BigInt(next.amount) })
              account(address).balance = BigInt(next.amount)
              break
            }
            case 'nonce': {
              const address = addresses[next.who] as Address
              // As in reality, an account that has storage keeps a nonce.
              world.setNonce(address, BigInt(next.amount + 1))
              account(address).nonce = BigInt(next.amount + 1)
              break
            }
            case 'code': {
              const address = addresses[next.who] as Address
              world.setCode(address, codeOf(next.amount))
              account(address).code = next.amount
              break
            }
            case 'store': {
              const address = addresses[next.who] as Address
              const key = slots[next.slot] as Hex
              world.setNonce(address, 1n)
              account(address).nonce = 1n
              world.setStorage(address, key, toStorageValue(BigInt(next.amount)))
              if (next.amount === 0) account(address).storage.delete(key)
              else account(address).storage.set(key, BigInt(next.amount))
              break
            }
            case 'transient': {
              const address = addresses[next.who] as Address
              const key = slots[next.slot] as Hex
              world.setTransient(address, key, toStorageValue(BigInt(next.amount)))
              model.transient.set(address + key, BigInt(next.amount))
              break
            }
            case 'delete': {
              const address = addresses[next.who] as Address
              world.deleteAccount(address)
              model.accounts.delete(address)
              break
            }
            case 'warm':
              world.warm(addresses[next.who] as Address)
              model.warm.add(addresses[next.who] as Address)
              break
            case 'warmSlot': {
              const address = addresses[next.who] as Address
              world.warmSlot(address, slots[next.slot] as Hex)
              model.warm.add(address + slots[next.slot])
              break
            }
            case 'created':
              world.markCreated(addresses[next.who] as Address)
              model.created.add(addresses[next.who] as Address)
              break
            case 'destroyed':
              world.markDestroyed(addresses[next.who] as Address)
              model.destroyed.add(addresses[next.who] as Address)
              break
            case 'log':
              world.addLog({ address: addresses[0] as Address, topics: [], data: '0x' })
              model.logs += 1
              break
            case 'refund':
              world.setRefund(world.refund + 7n)
              model.refund += 7n
              break
            case 'checkpoint':
              checkpoints.push({ at: world.checkpoint(), model: structuredClone(model) })
              break
            case 'commit':
              checkpoints.pop()
              break
            case 'revert': {
              const checkpoint = checkpoints.pop()
              if (checkpoint === undefined) break
              world.revert(checkpoint.at)
              model = checkpoint.model
              break
            }
            case 'transaction':
              beginTransaction()
              break
            case 'block': {
              const changes = world.commit()
              expect(changes.stateRoot).toBe(rootOf(model.accounts))
              store.add(changes)
              stateRoot = changes.stateRoot
              cache.advance(changes.committed)
              world = open()
              versions.clear()
              beginTransaction()
              break
            }
          }
          normalize(model)
          for (const address of addresses) {
            const expected = model.accounts.get(address)
            const actual = world.account(address)
            expect(actual?.balance ?? 0n).toBe(expected?.balance ?? 0n)
            expect(actual?.nonce ?? 0n).toBe(expected?.nonce ?? 0n)
            expect(world.code(address)).toEqual(codeOf(expected?.code ?? 0))
            expect(world.isWarm(address)).toBe(model.warm.has(address))
            expect(world.isCreated(address)).toBe(model.created.has(address))
            expect(world.destroyed.has(address)).toBe(model.destroyed.has(address))
            const version = `${address} ${world.storageVersion(address)}`
            const stored = slots.map((key) => expected?.storage.get(key) ?? 0n).join()
            expect(versions.get(version) ?? stored).toBe(stored)
            versions.set(version, stored)
            for (const key of slots) {
              const value = toStorageValue(expected?.storage.get(key) ?? 0n)
              expect(world.storage(address, key)).toEqual(value)
              const transient = model.transient.get(address + key) ?? 0n
              expect(world.transient(address, key)).toEqual(toStorageValue(transient))
              expect(world.isWarmSlot(address, key)).toBe(model.warm.has(address + key))
              // Deleting happens at a transaction's end only, after which nobody asks for originals.
              if (!steps.some(({ kind }) => kind === 'delete')) {
                const original = originals.get(address)?.storage.get(key) ?? 0n
                expect(world.originalStorage(address, key)).toEqual(toStorageValue(original))
              }
            }
          }
          expect(world.logs).toHaveLength(model.logs)
          expect(world.refund).toBe(model.refund)
        }
        expect(world.commit().stateRoot).toBe(rootOf(model.accounts))
      }),
      { numRuns: 500, seed: 20_260_704 },
    )
  })

  it('knows by how much all balances together have changed', () => {
    const store = new MemoryStateStore()
    const [a, b] = addresses as [Address, Address]
    const genesis = writeAccounts(
      new Map([[a, { nonce: 0n, balance: 100n, code: new Uint8Array() }]]),
    )
    store.add(genesis)
    const world = new WorldState(new StateCache().open(store, genesis.stateRoot))
    world.beginTransaction()
    const start = world.checkpoint()
    world.changeBalance(a, -30n)
    world.changeBalance(b, 20n)
    expect(world.balanceChange).toBe(-10n)
    world.deleteAccount(a)
    expect(world.balanceChange).toBe(-80n)
    world.revert(start)
    expect(world.balanceChange).toBe(0n)
  })

  it('does not read what is only made warm', () => {
    const genesis = writeAccounts(
      new Map([[addresses[0] as Address, { nonce: 1n, balance: 1n, code: new Uint8Array() }]]),
    )
    const world = new WorldState(
      new StateCache().open(
        {
          trieNode: () => {
            throw new Error('the trie was read')
          },
          code: () => new Uint8Array(),
        },
        genesis.stateRoot,
      ),
    )
    world.beginTransaction(new Set([addresses[2] as Address]))
    world.warm(addresses[0] as Address)
    world.warmSlot(addresses[1] as Address, slots[0] as Hex)
    expect(world.isWarm(addresses[0] as Address)).toBe(true)
    expect(world.isWarm(addresses[2] as Address)).toBe(true)
    expect(world.commit().stateRoot).toBe(asHash(genesis.stateRoot))
  })
})
