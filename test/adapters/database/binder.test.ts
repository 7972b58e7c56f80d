import { describe, expect, it } from 'vitest'
import { checkedParameters } from '../../../src-main/adapters/database/sqlite/binder'
import { SqliteConnection } from '../../../src-main/adapters/database/sqlite/sqlite-connection'

describe('parameters of a statement', () => {
  it.each([
    [1],
    [-1],
    ['text'],
    [''],
    [2n ** 63n - 1n],
    [-(2n ** 63n)],
    [new Uint8Array(3)],
    [null],
    ['测试 🙂']
  ])('take %s as it is, and give it back', (value) => {
    expect(checkedParameters([value], 1)).toEqual([value])
    const connection = new SqliteConnection(':memory:')
    const { rows } = connection.query('select ? as value', [value])
    expect(rows).toEqual([{ value }])
    connection.close()
  })

  it.each([
    [1.5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [2 ** 53],
    [2n ** 63n],
    [-(2n ** 63n) - 1n],
    ['cut\0off'],
    ['\uD800'],
    [true],
    [undefined],
    [new Date(0)],
    [{}],
    [[1]]
  ])('refuse %s', (value) => {
    expect(() => checkedParameters([value], 1)).toThrow('parameter 1')
  })

  it('are as many as there are question marks', () => {
    expect(() => checkedParameters([], 1)).toThrow()
    expect(() => checkedParameters([1, 2], 1)).toThrow()
  })

  it('leave a statement usable after one that failed', () => {
    const connection = new SqliteConnection(':memory:')
    connection.exec('create table t (a integer primary key)')
    connection.query('insert into t values (?)', [1])
    expect(() => connection.query('insert into t values (?)', [1])).toThrow(/UNIQUE/)
    connection.query('insert into t values (?)', [2])
    expect(connection.query('select count(*) as n from t').rows).toEqual([{ n: 2 }])
    connection.close()
  })
})
