import { defineMethod } from '../defineMethod.ts'

/** Blocks that were refused: none are kept, because a block that is not what it should be is never stored. */
export const getBadBlocks = defineMethod({
  name: 'debug_getBadBlocks',
  parameters: [],
  handle: () => [],
})
