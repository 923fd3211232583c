namespace Tutela.Web.Modules.Agreements.Contract;

/// <summary>Where a person stands with one document: waiting for a signature, in force, refused with a reason, or ended.</summary>
public enum AgreementStatus { Waiting, InForce, Refused, Ended }
