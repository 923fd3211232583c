namespace Tutela.Web.Modules.Concerns.Contract;

/// <summary>The four kinds of online risk. Every concern has one or more before it can be decided.</summary>
public enum OnlineRisk { Content, Contact, Conduct, Commerce }
