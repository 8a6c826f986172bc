import { expect, test } from 'vitest'
import { isCanonicalOpening } from '../../../src/committee/chain/isCanonicalOpening.ts'
import type { BatchOpening } from '../../../src/port/BatchOpening.ts'
import type { L1View } from '../../../src/port/L1ViewPort.ts'
import { ModelL1 } from '../../model/ModelL1.ts'
import { FINAL_DEPTH, modelRules } from '../../model/ModelWorld.ts'

type Element = BatchOpening['queueElements'][number]

/** A view with an element in the queue, and what a batch says that consumes it. */
function opened(): { readonly view: L1View; readonly opening: BatchOpening } {
  const l1 = new ModelL1(modelRules)
  l1.enqueue(700)
  l1.mine()
  const view = l1.view(FINAL_DEPTH, new Set())
  const { base, queueLength: queueEnd, head: origin } = view
  const queueStart = base.queueEnd
  const opening = {
    ...{ origin, queueStart, queueEnd, queueHashStart: base.queueHashEnd },
    queueElements: view.queueElements(queueStart, queueEnd),
  } as unknown as BatchOpening
  expect(opening.queueElements.length).toBeGreaterThan(0)
  return { view, opening }
}

test('a batch is opened on what L1 has', () => {
  const { view, opening } = opened()
  expect(isCanonicalOpening(structuredClone(opening), view)).toBe(true)
})

test.each([
  ['timestamp', 1],
  ['prevRandao', `0x${'11'.repeat(32)}`],
  ['baseFeePerGas', 1n],
  ['hash', `0x${'11'.repeat(32)}`],
])('an origin of another %s is none', (field, value) => {
  const { view, opening } = opened()
  const forged = { ...opening, origin: { ...opening.origin, [field]: value } }
  expect(isCanonicalOpening(forged, view)).toBe(false)
})

test('elements differ from those of L1 in no field, and none is left out', () => {
  const { view, opening } = opened()
  const [first, ...rest] = opening.queueElements as [Element, ...Element[]]
  for (const field of Object.keys(first) as (keyof Element)[]) {
    const value = typeof first[field] === 'bigint' ? 2n ** 255n : '0x'
    const queueElements = [{ ...first, [field]: value } as Element, ...rest]
    expect(isCanonicalOpening({ ...opening, queueElements }, view), field).toBe(false)
  }
  expect(isCanonicalOpening({ ...opening, queueElements: rest }, view)).toBe(false)
})
