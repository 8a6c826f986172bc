import { it } from 'vitest'
import { watchHonestBlocks } from './watchHonestBlocks.ts'

it('a ranger process disputes nothing in ten thousand honest blocks', async () => {
  await watchHonestBlocks(10_000)
})
