import { asAddress, type Charter, charterStorage, type Permission } from '@mvm/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CharterChange, charterChanges } from '../../src/charter/charterChanges.ts'

const addresses = [1, 2, 3, 4].map((n) => asAddress(`0x${String(n).repeat(40)}`))
const [A, B, C] = addresses as unknown as [string, string, string]
const address = fc.constantFrom(...addresses)

const charters: fc.Arbitrary<Charter> = fc.record({
  vision: fc.constantFrom('', 'a', 'b'),
  mission: fc.constantFrom('', 'a', 'b'),
  permissions: fc.array(
    fc.record({
      operation: fc.constantFrom('allow' as const, 'deny' as const),
      bit: fc.constantFrom(0x55, 0xf0, 0xfe),
      addresses: fc.array(address, { maxLength: 3 }),
    }),
    { maxLength: 6 },
  ),
  taxrates: fc.constantFrom([], [{ threshold: 5n, rate: 10 }], [{ threshold: 5n, rate: 20 }]),
  treasury: fc.constantFrom(...addresses, asAddress(`0x${'0'.repeat(40)}`)),
  managementContract: address,
})

/** What `MVM_DACMaster` does on the calls, on a charter. */
function apply(charter: Charter, { method, values }: CharterChange): Charter {
  const [first, bit] = values
  const isOf = (one: Permission, operation: unknown, number: unknown): boolean =>
    (one.operation === 'allow' ? 0 : 1) === operation && one.bit === number
  switch (method) {
    case 'setVision':
      return { ...charter, vision: first as string }
    case 'setMission':
      return { ...charter, mission: first as string }
    case 'setTaxRates': {
      const brackets = first as [bigint, number][]
      return { ...charter, taxrates: brackets.map(([threshold, rate]) => ({ threshold, rate })) }
    }
    case 'setTreasury':
      return { ...charter, treasury: first as Charter['treasury'] }
    case 'setManagementContract': {
      const next = first as Charter['treasury']
      const isDefault =
        BigInt(charter.treasury) === 0n || charter.treasury === charter.managementContract
      return {
        ...charter,
        managementContract: next,
        treasury: isDefault ? next : charter.treasury,
      }
    }
    case 'removePermission':
      return {
        ...charter,
        permissions: charter.permissions.filter((one) => !isOf(one, first, bit)),
      }
    case 'addPermission': {
      const [operation, number, list] = first as [number, number, Permission['addresses']]
      const added: Permission = {
        operation: operation === 0 ? 'allow' : 'deny',
        ...{ bit: number, addresses: list },
      }
      return { ...charter, permissions: [...charter.permissions, added] }
    }
    case 'removeAddresses': {
      const [operation, number, list] = first as [number, number, Permission['addresses']]
      const permissions = charter.permissions.map((one) =>
        isOf(one, operation, number)
          ? { ...one, addresses: one.addresses.filter((each) => !list.includes(each)) }
          : one,
      )
      return { ...charter, permissions }
    }
    default:
      throw new RangeError(method)
  }
}

describe('the changes from one charter to another', () => {
  test('make exactly what consensus reads of the other, and its texts', () => {
    fc.assert(
      fc.property(charters, charters, (before, after) => {
        const result = charterChanges(before, after).reduce(apply, before)
        expect(charterStorage(result)).toEqual(charterStorage(after))
        expect([result.vision, result.mission]).toEqual([after.vision, after.mission])
        expect(charterChanges(result, after)).toEqual([])
      }),
      { seed: 4, numRuns: 2_000 },
    )
  })

  test('hand the charter over last, but for what only the new management contract can do', () => {
    fc.assert(
      fc.property(charters, charters, (before, after) => {
        const changes = charterChanges(before, after)
        const place = changes.findIndex(({ method }) => method === 'setManagementContract')
        const callers = changes.map((_, i) =>
          place >= 0 && i > place ? after.managementContract : before.managementContract,
        )
        expect(changes.map(({ by }) => by)).toEqual(callers)
        // At most what the old one cannot do follows.
        const rest = place === -1 ? [] : changes.slice(place + 1)
        expect(rest.map(({ method }) => method)).toEqual(rest.map(() => 'setTreasury'))
      }),
      { seed: 5, numRuns: 500 },
    )
  })

  test('name who comes and who goes', () => {
    const plain = { vision: '', mission: '', taxrates: [] }
    const base = { ...plain, treasury: asAddress(A), managementContract: asAddress(A) }
    const allow = (...list: string[]): Permission => ({
      ...{ operation: 'allow', bit: 0xfe },
      addresses: list.map(asAddress),
    })
    const changes = charterChanges(
      { ...base, permissions: [allow(A, B)] },
      { ...base, permissions: [allow(B, C)] },
    )
    expect(changes.map(({ sign, text }) => `${sign} ${text}`)).toEqual([
      `- allow SUBMIT: ${A}`,
      `+ allow SUBMIT: ${C}`,
    ])
  })
})
