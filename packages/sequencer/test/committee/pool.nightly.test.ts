import { test } from 'vitest'
import { liveThroughEpochs } from './liveThroughEpochs.ts'

test('over 2,000 epochs with kills at random nothing acknowledged is lost and nothing published replaced', async () => {
  const seed = Date.now() % 2 ** 31
  for (let run = 0; run < 10; run++) await liveThroughEpochs(seed + run, 200)
}, 3_600_000)

test('the same while L1 reorganises', async () => {
  const seed = Date.now() % 2 ** 31
  for (let run = 0; run < 10; run++) {
    await liveThroughEpochs(seed + run, 100, { isL1Restless: true })
  }
}, 3_600_000)
