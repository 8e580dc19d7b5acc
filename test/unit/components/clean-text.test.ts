import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../components/primitives/clean-text';

describe('cleanText', () => {
  it('removes characters that steer the line they stand in', () => {
    expect(cleanText('a\u202Eb\u2066c\u0000d\u200Fe')).toBe('abcde');
  });

  it('keeps accents, combining marks and other scripts', () => {
    expect(cleanText('Café ’t Hüs – 日本 e\u0301')).toBe('Café ’t Hüs – 日本 e\u0301');
  });

  it('bounds the length without cutting a character in two', () => {
    expect(cleanText('😀'.repeat(10), 5)).toBe(`${'😀'.repeat(5)} …`);
  });
});
