import { describe, expect, test } from 'vitest';

import { isComponent, isRegion, mentions, placesIn } from '../../src/domain/provider-names.ts';

describe('isComponent()', () => {
  test.each([
    ['API Requests', 'API Requests'],
    ['api-requests', 'API Requests'],
    ['EC2', 'Amazon Elastic Compute Cloud (EC2)'],
    ['ec2', 'Amazon Elastic Compute Cloud (ec2)'],
    ['Elastic Compute Cloud', 'Amazon Elastic Compute Cloud (ec2)'],
    ['Amazon S3', 'S3'],
    ['Compute Engine', 'Google Compute Engine'],
    ['API', 'Europe / API'],
    ['Europe / API', 'Europe / API'],
    ['API', 'EU - API'],
    ['SSO', 'Login/SSO'],
    ['FRA', 'Frankfurt, Germany - (FRA)'],
    ['Zürich', 'ZÜRICH'],
    ['Actions', 'Actions'],
  ])('"%s" is "%s"', (wanted, named) => {
    expect(isComponent(['other', wanted], named)).toBe(true);
  });

  test.each([
    ['API', 'API Requests'],
    ['API', 'Rapid API'],
    ['Storage', 'Storage Transfer Service'],
    ['EC2', 'EC2 Auto Scaling'],
    ['SQL', 'BigQuery'],
    ['', 'API'],
    ['---', '***'],
    ['Amazon', 'Amazon S3'],
  ])('"%s" is not "%s"', (wanted, named) => {
    expect(isComponent(['other', wanted], named)).toBe(false);
  });
});

describe('isRegion()', () => {
  test.each([
    ['eu-central-1', 'eu-central-1'],
    ['eu-central-1', 'EU (Frankfurt) eu-central-1'],
    ['EU Central 1', 'eu-central-1'],
    ['europe-west4', 'Netherlands (europe-west4)'],
    ['europe-west4', 'europe-west4-a'],
    ['us-central-1', 'us-central1'],
    ['us-east-1a', 'us-east-1'],
    ['us-east', 'us-east-1'],
    ['us-east-1', 'US'],
    ['us-east-1', 'United States'],
    ['eu-west-1', 'Europe'],
    ['West Europe', 'WEST EUROPE'],
    ['eu-west-1', 'Global'],
  ])('"%s" is or lies in "%s"', (wanted, named) => {
    expect(isRegion(wanted, named)).toBe(true);
  });

  test.each([
    ['us-east-1', 'us-east-2'],
    ['us-east-1', 'us-east-10'],
    ['us-east-1', 'us-west-1'],
    ['us-east-1', 'East'],
    ['eu-central-1', 'Frankfurt'],
    ['eu-west-1', 'Neural-west-1'],
    ['eu-west-1', 'US'],
    ['', 'eu-west-1'],
    ['eu-west-1', ''],
  ])('"%s" is not "%s"', (wanted, named) => {
    expect(isRegion(wanted, named)).toBe(false);
  });
});

describe('mentions()', () => {
  test('wants whole words', () => {
    expect(mentions('Errors of the API in Europe', 'api')).toBe(true);
    expect(mentions('Rapid errors', 'api')).toBe(false);
    expect(mentions('Anything', '')).toBe(false);
  });
});

describe('placesIn()', () => {
  test.each([
    ['Increased errors in us-east-1 and eu-central-1', ['us-east-1', 'eu-central-1']],
    ['API (europe-west4)', ['europe-west4']],
    ['Virtual Machines - West Europe - Mitigated', ['West Europe']],
    ['Europe / API', ['Europe']],
    ['US East 2', ['US East 2']],
    ['AWS us-gov-west-1', ['us-gov-west-1']],
    ['API Requests', []],
    ['Customers of the US mail service', []],
    ['Errors at the east-1 gate', []],
  ])('of "%s"', (text, places) => {
    expect(placesIn(text)).toEqual(places);
  });
});
