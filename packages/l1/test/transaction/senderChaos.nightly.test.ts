import { test } from 'vitest'
import { senderChaos } from './senderChaos.ts'

const seeds = Array.from({ length: 40 }, (_, i) => 1000 + i)

test.each(seeds)(
  'executes each intent once, whatever happens in the order of seed %i',
  (seed) => senderChaos(seed, 250),
  300_000,
)
