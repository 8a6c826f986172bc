import { expect, test } from 'vitest'
import { readSegment } from '../../src/argument/readSegment.ts'
import { readSpan } from '../../src/argument/readSpan.ts'

test('blocks are one number or a range, from block 1 on', () => {
  expect(readSpan('12')).toEqual({ first: 12, last: 12 })
  expect(readSpan('12-40')).toEqual({ first: 12, last: 40 })
  for (const wrong of ['', '0', '0-4', '9-3', '1-', '-1', '1-2-3', '0x1', '99999999999999999999']) {
    expect(() => readSpan(wrong), wrong).toThrow(/\.$/)
  }
})

test('a segment is a state batch and a number in it', () => {
  expect(readSegment('5/0')).toEqual({ stateBatchIndex: 5, segment: 0 })
  for (const wrong of ['', '5', '5/', '/0', '5/0/1', '5-0']) {
    expect(() => readSegment(wrong), wrong).toThrow('5/0')
  }
})
