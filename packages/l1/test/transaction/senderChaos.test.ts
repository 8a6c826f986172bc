import { test } from 'vitest'
import { senderChaos } from './senderChaos.ts'

test.each([1, 2, 3])(
  'executes each intent once, whatever happens in the order of seed %i',
  (seed) => senderChaos(seed, 60),
)
