import { defineMethod } from '../defineMethod.ts'

/** Which of Otterscan's methods there are: those of level 8. */
export const getApiLevel = defineMethod({
  name: 'ots_getApiLevel',
  parameters: [],
  handle: () => 8,
})
