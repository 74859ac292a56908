"""Plan a province's weekly NTM and OCOP broadcasts, prove the quotas and make what is broadcast."""
