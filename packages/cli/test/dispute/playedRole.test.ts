import type { Role } from '@mvm/fraud-proof'
import { asAddress } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { playedRole } from '../../src/dispute/playedRole.ts'

const account = asAddress(`0x${'ac'.repeat(20)}`)
const other = asAddress(`0x${'07'.repeat(20)}`)

const play = (own: Role, asked?: Role, asserter = other) =>
  playedRole({ account, dispute: { disputeId: 3, asserter }, own, asked })

it('gives nobody’s bond for an asserter that has named it its delegate, unless it says so', () => {
  expect(() => play('asserter')).toThrow(expect.objectContaining({ code: 'ROLE_NOT_GIVEN' }))
  expect(play('asserter', 'asserter')).toBe('asserter')
  expect(play('asserter', 'bystander')).toBe('bystander')
})

it('plays for the account’s own side by itself, and for none that it has not', () => {
  expect(play('asserter', undefined, account)).toBe('asserter')
  expect(play('challenger')).toBe('challenger')
  expect(play('bystander')).toBe('bystander')
  for (const asked of ['asserter', 'challenger'] as const) {
    expect(() => play('bystander', asked)).toThrow(expect.objectContaining({ code: 'NO_MOVE' }))
  }
})
