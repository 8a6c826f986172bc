import { asAddress } from '@mvm/protocol'
import { expect, test } from 'vitest'
import { RotatingSchedule } from '../../src/sequencing/RotatingSchedule.ts'

const members = [1, 2, 3, 4, 5].map((number) => asAddress(`0x${`${number}`.repeat(40)}`))

function scheduleOf(place: number, isAllocated = true): RotatingSchedule {
  return new RotatingSchedule({
    self: members[place] as (typeof members)[number],
    members,
    chainId: 0,
    deploymentBlock: 100,
    epochLength: 20,
    takeover: 5,
    isAllocated,
  })
}

test('everybody leads in turn, with three backups', () => {
  const schedule = scheduleOf(0)
  expect(schedule.committee(0)).toEqual(members.slice(0, 4))
  expect(schedule.committee(4)).toEqual([members[4], ...members.slice(0, 3)])
  expect(schedule.committee(5)).toEqual(schedule.committee(0))
})

test('epochs count from the deployment', () => {
  const schedule = scheduleOf(0)
  expect([0, 100, 119, 120, 160].map((number) => schedule.epochAt(number))).toEqual([0, 0, 0, 1, 3])
})

test('a backup may post when its time has come, and nobody without stake', () => {
  // In the block after the given one, the 120th and first of epoch 1, which members[1] leads.
  expect(scheduleOf(1).mayPost(119)).toBe(true)
  expect(scheduleOf(2).mayPost(119)).toBe(false)
  expect(scheduleOf(2).mayPost(124)).toBe(true)
  expect(scheduleOf(3).mayPost(124)).toBe(false)
  expect(scheduleOf(0).mayPost(139)).toBe(false)
  expect(scheduleOf(1, false).mayPost(119)).toBe(false)
})
