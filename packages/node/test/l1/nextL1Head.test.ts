import { setTimeout as delay } from 'node:timers/promises'
import type { L1Client } from '@mvm/l1'
import { expect, it } from 'vitest'
import { nextL1Head } from '../../src/l1/nextL1Head.ts'

/** An L1 that has another head when it is asked for the third time. */
function l1AskedThrice() {
  const asked = { count: 0 }
  const block = async () => {
    const number = ++asked.count < 3 ? 10 : 11
    await delay(50)
    return { number }
  }
  return { asked, client: { block } as unknown as L1Client }
}

it('asks L1 once for all who wait for its next head, however many games there are', async () => {
  const { asked, client } = l1AskedThrice()
  const { signal } = new AbortController()
  const waiting = Array.from({ length: 40 }, () => nextL1Head(client, 10, signal))
  const heads = await Promise.all(waiting)
  expect(new Set(heads.map(({ number }) => number))).toEqual(new Set([11]))
  expect(asked.count).toBe(3)
})

it('lets nobody wait in vain when another one gives up', async () => {
  const { client } = l1AskedThrice()
  const leaving = new AbortController()
  const left = nextL1Head(client, 10, leaving.signal)
  const stayed = nextL1Head(client, 10, new AbortController().signal)
  leaving.abort(new Error('enough'))
  await expect(left).rejects.toThrow('enough')
  expect(await stayed).toMatchObject({ number: 11 })
})
