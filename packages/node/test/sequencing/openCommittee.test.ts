import type { BondLog } from '@mvm/l1'
import { type Address, asAddress, type Hex } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type OpenEpoch, openCommittee } from '../../src/sequencing/openCommittee.ts'

const chainId = 4_294_967_296
const epoch: OpenEpoch = {
  chainId,
  firstL1Block: 100,
  seed: `0x${'5e'.repeat(32)}`,
  minThreshold: 10n,
  joiningBlocks: 2,
}
const [anna, ben, cleo, dora, emil] = Array.from({ length: 5 }, (_, i) =>
  asAddress(`0x${String(i + 1).repeat(40)}`),
) as [Address, Address, Address, Address, Address]

function allocated(l1BlockNumber: number, account: Address, amount: bigint): BondLog {
  return { kind: 'allocated', chainId, account, amount, l1BlockNumber }
}

function threshold(l1BlockNumber: number, amount: bigint): BondLog {
  return { kind: 'threshold', chainId, amount, l1BlockNumber }
}

function membersOf(changes: readonly BondLog[], more: Partial<OpenEpoch> = {}) {
  return openCommittee({ ...epoch, ...more }, changes)?.members.toSorted()
}

test('all who have allocated the threshold at the start of the epoch are its committee', () => {
  const changes = [allocated(50, anna, 10n), allocated(60, ben, 9n), allocated(100, cleo, 11n)]
  expect(openCommittee(epoch, changes)?.takenAtL1Block).toBe(100)
  expect(membersOf(changes)).toEqual([anna, cleo])
})

test('nobody is the committee of an epoch in which nobody has allocated the threshold', () => {
  expect(openCommittee(epoch, [])).toBeUndefined()
  expect(openCommittee(epoch, [allocated(50, anna, 9n)])).toBeUndefined()
  expect(openCommittee(epoch, [allocated(50, anna, 10n), allocated(70, anna, 0n)])).toBeUndefined()
})

test('whoever allocates within the time after the first joins it, and nobody later', () => {
  const changes = [allocated(105, anna, 10n), allocated(106, ben, 10n), allocated(107, cleo, 10n)]
  const later = [...changes, allocated(108, dora, 10n)]
  expect(openCommittee(epoch, later)?.takenAtL1Block).toBe(107)
  expect(membersOf(later)).toEqual([anna, ben, cleo])
  // One that began a block before the epoch gets its time as well.
  expect(membersOf([allocated(99, anna, 10n), allocated(101, ben, 10n)])).toEqual([anna, ben])
})

test('who withdraws before the members are taken is none, and the time begins anew without anybody', () => {
  const changes = [allocated(105, anna, 10n), allocated(106, anna, 0n), allocated(106, ben, 10n)]
  expect(membersOf(changes)).toEqual([ben])
  const again = [allocated(105, anna, 10n), allocated(106, anna, 0n), allocated(110, ben, 10n)]
  expect(openCommittee(epoch, again)).toMatchObject({ members: [ben], takenAtL1Block: 112 })
})

test('the threshold of the block in which the members are taken decides', () => {
  const bonds = [allocated(50, anna, 10n), allocated(50, ben, 20n)]
  expect(membersOf([...bonds, threshold(90, 15n)])).toEqual([ben])
  expect(membersOf([...bonds, threshold(101, 15n)])).toEqual([anna, ben])
  expect(membersOf([...bonds, threshold(90, 30n), threshold(103, 10n)])).toEqual([anna, ben])
})

test('four lead at most, and each seed puts other accounts first', () => {
  const accounts = [anna, ben, cleo, dora, emil]
  const changes = accounts.map((account) => allocated(50, account, 10n))
  const firsts = new Set<Address>()
  for (let i = 0; i < 64; i++) {
    const seed = `0x${i.toString(16).padStart(64, '0')}` as Hex
    const { members = [] } = openCommittee({ ...epoch, seed }, changes) ?? {}
    expect(members).toHaveLength(4)
    firsts.add(members[0] as Address)
  }
  expect(firsts).toEqual(new Set(accounts))
})

test('what happens after the members are taken changes nothing, whenever it is asked', () => {
  const change = fc.record({
    after: fc.integer({ min: 0, max: 4 }),
    who: fc.constantFrom(anna, ben, cleo, undefined),
    amount: fc.constantFrom(0n, 9n, 10n, 12n),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (steps) => {
      let number = 90
      const changes = steps.map(({ after, who, amount }) => {
        number += after
        return who === undefined ? threshold(number, amount + 1n) : allocated(number, who, amount)
      })
      const found = openCommittee(epoch, changes)
      for (let head = 90; head <= number; head++) {
        const seen = openCommittee(
          epoch,
          changes.filter(({ l1BlockNumber }) => l1BlockNumber <= head),
        )
        // As soon as its block is reached it is final.
        if (seen !== undefined && seen.takenAtL1Block <= head) expect(seen).toEqual(found)
      }
    }),
    { seed: 20_261_121, numRuns: 2_000 },
  )
})
